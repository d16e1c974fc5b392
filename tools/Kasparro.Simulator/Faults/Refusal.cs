namespace Kasparro.Simulator.Faults;

/// <summary>An answer that is not the data.</summary>
internal sealed record Refusal(int Status, string ContentType, string Body, string? RetryAfter = null)
{
    public const string Json = "application/json; charset=utf-8";

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if (RetryAfter is not null)
            response.Headers.RetryAfter = RetryAfter;
        await response.WriteAsync(Body);
    }
}
