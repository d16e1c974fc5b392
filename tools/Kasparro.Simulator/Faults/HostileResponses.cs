using System.Text;
using Kasparro.Simulator.Market;

namespace Kasparro.Simulator.Faults;

/// <summary>
/// Damages a share of the responses, in every way that was met or thought of: cut, packed badly, another type, another
/// page, records that are hard to read.
/// </summary>
internal sealed class HostileResponses(long seed, double rate)
{
    private const int Stream = -200;
    private const int DeepLevels = 2_000;
    private const int ManyZeros = 500_000;

    private static readonly string s_deep =
        $$"""{"id":"deep","x":{{new string('[', DeepLevels)}}{{new string(']', DeepLevels)}}}""";

    private static readonly Func<byte[], Damaged>[] s_kinds =
    [
        // Cut: the connection ends early, or the text does.
        body => new Damaged(200, body[..(body.Length / 2)]) { Length = body.Length },
        body => new Damaged(200, body[..(body.Length / 2)]),
        // Something else with a good status.
        _ => Damaged.Text("<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "text/html"),
        _ => Damaged.Text("""{"error":"id not found"}"""),
        _ => Damaged.Text(""),
        _ => Damaged.Text("[]"),
        _ => Damaged.Text("""[{"id":"bitcoin","current_price":NaN}]"""),
        _ => Damaged.Text($"[{string.Join(',', Enumerable.Repeat('0', ManyZeros))}]"),
        // Packed, it says.
        body => new Damaged(200, body) { Encoding = "gzip" },
        body => new Damaged(200, body) { Encoding = "br" },
        // A part that was not asked for, and another host.
        body => new Damaged(206, body),
        _ => new Damaged(302, []) { Location = "http://169.254.169.254/latest/meta-data/" },
        // Records that are kept, and rejected later.
        body => With(body, """{"\ud800":1,"id":"surrogate"}"""),
        body => With(body, s_deep),
        body => With(body, """{"id":"late","last_updated":"0001-01-01T00:00:00Z","current_price":1e999}"""),
        body => With(body, "null"),
    ];

    private readonly Noise _noise = new(seed);
    private long _number;

    public async Task DamageSomeAsync(HttpContext context, RequestDelegate next)
    {
        var number = Interlocked.Increment(ref _number);
        if (_noise.Uniform(Stream, number) >= rate)
        {
            await next(context);
            return;
        }

        var original = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await next(context);
        context.Response.Body = original;
        var kind = (int)(_noise.Uniform(Stream - 1, number) * s_kinds.Length);
        await s_kinds[kind](body.ToArray()).WriteAsync(context);
    }

    private static Damaged With(byte[] body, string record) =>
        body is [(byte)'[', .., (byte)']'] and not [_, _]
            ? new Damaged(200, [.. "["u8, .. Encoding.UTF8.GetBytes(record), .. ","u8, .. body[1..]])
            : new Damaged(200, body);

    private sealed record Damaged(int Status, byte[] Body)
    {
        /// <summary>Announced; the connection ends before it is reached.</summary>
        public long? Length { get; init; }

        public string? Encoding { get; init; }

        public string? Location { get; init; }

        private string? Type { get; init; }

        public static Damaged Text(string text, string? type = null) =>
            new(200, System.Text.Encoding.UTF8.GetBytes(text)) { Type = type };

        public async Task WriteAsync(HttpContext context)
        {
            var response = context.Response;
            response.StatusCode = Status;
            response.ContentLength = Length;
            if (Type is not null)
                response.ContentType = Type;
            if (Encoding is not null)
                response.Headers.ContentEncoding = Encoding;
            if (Location is not null)
                response.Headers.Location = Location;
            await response.Body.WriteAsync(Body, context.RequestAborted);
            if (Length is null)
                return;

            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }
}
