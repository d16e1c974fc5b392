using Kasparro.Application.MarketData;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Protection;

namespace Kasparro.WebApi.Endpoints.MarketData.Exports;

/// <summary>
/// All rows as a file, streamed: the database sends as fast as the client reads, and memory holds a part of them.
/// </summary>
internal sealed class MarketDataExport(IAsyncEnumerable<MarketDataRow> rows, IExportFormat format) : IResult
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    public async Task ExecuteAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var limits = services.GetRequiredService<ExportLimits>();
        using var place = limits.Acquire(context);
        if (!place.IsAcquired)
        {
            await ProblemResults.TooManyRequests(context, s_retryAfter, ExportLimits.Refusal).ExecuteAsync(context);
            return;
        }

        using var limit = limits.Apply(context, services.GetRequiredService<TimeProvider>());
        try
        {
            await ExportAsync(context, services.GetRequiredService<ISilverVersionReader>(), limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver && !context.Response.HasStarted)
        {
            await ProblemResults.TimedOut().ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            // A connection that is cut off shows the client that the file is incomplete; a response that ends would
            // not.
            context.Abort();
        }
    }

    private async Task ExportAsync(HttpContext context, ISilverVersionReader versions, CancellationToken ct)
    {
        // Read before the data: should a commit come between, the tag is older than the response, and the client
        // requests it again.
        if (await versions.ReadAsync(ct) is { } version)
            VersionTag.WriteIfOk(context.Response, VersionTag.Of(context.Request, version));

        await using var row = rows.GetAsyncEnumerator(ct);
        // A query that fails does so here, while the response can still be an error.
        var hasRow = await row.MoveNextAsync();
        WriteHeaders(context.Response);
        if (!HeadRequests.IsHead(context))
            await format.WriteAsync(row, hasRow, context.Response.BodyWriter, ct);
    }

    private void WriteHeaders(HttpResponse response)
    {
        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"kasparro-data.{format.Extension}\"";
    }
}
