using System.Text;

namespace Kasparro.Testing.Upstream;

/// <summary>What the stub upstream sends.</summary>
public sealed record StubResponse(int Status, byte[] Body, string ContentType = "application/json; charset=utf-8")
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Bytes after which the connection breaks, though more were announced.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Never responds: the client has to give up.</summary>
    public bool Hangs { get; init; }

    public static StubResponse Json(string body, int status = 200) => new(status, Encoding.UTF8.GetBytes(body));

    public static StubResponse Array(IEnumerable<string> elements) => Json($"[{string.Join(",", elements)}]");

    public static StubResponse Html(string title, int status = 200) =>
        new(
            status,
            Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><title>{title}</title></head><body>…</body></html>"),
            "text/html; charset=UTF-8"
        );

    public static StubResponse Error(int status, string? retryAfter = null)
    {
        var response = Json(
            $$$"""{"status":{"error_code":{{{status}}},"error_message":"stub says {{{status}}}"}}""",
            status
        );
        if (retryAfter is not null)
            response.Headers["Retry-After"] = retryAfter;
        return response;
    }
}
