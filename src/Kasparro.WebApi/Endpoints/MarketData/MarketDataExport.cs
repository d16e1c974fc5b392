using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Errors;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Protection;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>
/// All rows as CSV or NDJSON, streamed: the database sends as fast as the client reads, and memory holds a few
/// kilobytes.
/// </summary>
internal sealed class MarketDataExport(
    IAsyncEnumerable<MarketDataRow> rows,
    MarketDataFormat format,
    JsonSerializerOptions json
) : IResult
{
    private const int FlushBytes = 32 * 1024;

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private bool IsCsv => format == MarketDataFormat.Csv;

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
        if (HeadRequests.IsHead(context))
            return;

        await WriteRowsAsync(row, hasRow, context.Response.BodyWriter, ct);
    }

    private void WriteHeaders(HttpResponse response)
    {
        response.ContentType = IsCsv
            ? $"{MediaTypes.Csv}; charset=utf-8; header=present"
            : $"{MediaTypes.Ndjson}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"kasparro-data.{(IsCsv ? "csv" : "ndjson")}\"";
    }

    private async Task WriteRowsAsync(
        IAsyncEnumerator<MarketDataRow> row,
        bool hasRow,
        PipeWriter output,
        CancellationToken ct
    )
    {
        if (IsCsv)
            Encoding.UTF8.GetBytes(MarketDataRowCsv.Header, output);
        await using var writer = new Utf8JsonWriter(output, ApiJson.Writing);
        for (; hasRow; hasRow = await row.MoveNextAsync())
        {
            if (IsCsv)
                MarketDataRowCsv.Write(output, row.Current);
            else
                WriteLine(writer, output, row.Current);
            if (output.UnflushedBytes > FlushBytes)
                await output.FlushAsync(ct);
        }

        await output.FlushAsync(ct);
    }

    private void WriteLine(Utf8JsonWriter writer, PipeWriter output, MarketDataRow row)
    {
        JsonSerializer.Serialize(writer, row, json);
        writer.Flush();
        writer.Reset();
        Encoding.UTF8.GetBytes("\n", output);
    }
}
