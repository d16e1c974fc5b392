using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>
/// All rows as CSV or NDJSON, streamed: the client's pace is the database's, and memory holds a few kilobytes.
/// </summary>
internal sealed class MarketDataExport(
    IAsyncEnumerable<MarketDataRow> rows,
    MarketDataFormat format,
    bool numbersAsText
) : IResult
{
    private const int FlushBytes = 32 * 1024;

    public async Task ExecuteAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        await using var row = rows.GetAsyncEnumerator(ct);
        // A query that fails does so here, while the answer can still be an error.
        var hasRow = await row.MoveNextAsync();

        var isCsv = format == MarketDataFormat.Csv;
        context.Response.ContentType = isCsv
            ? $"{MarketDataFormats.CsvType}; charset=utf-8; header=present"
            : $"{MarketDataFormats.NdjsonType}; charset=utf-8";
        context.Response.Headers.ContentDisposition =
            $"attachment; filename=\"kasparro-data.{(isCsv ? "csv" : "ndjson")}\"";
        if (HeadRequests.IsHead(context))
            return;

        var output = context.Response.BodyWriter;
        if (isCsv)
            Encoding.UTF8.GetBytes(MarketDataRowCsv.Header, output);
        await using var json = new Utf8JsonWriter(output, MarketDataRowJson.Writing);
        for (; hasRow; hasRow = await row.MoveNextAsync())
        {
            if (isCsv)
                MarketDataRowCsv.Write(output, row.Current);
            else
                WriteLine(json, output, row.Current);
            if (output.UnflushedBytes > FlushBytes)
                await output.FlushAsync(ct);
        }

        await output.FlushAsync(ct);
    }

    private void WriteLine(Utf8JsonWriter json, PipeWriter output, MarketDataRow row)
    {
        MarketDataRowJson.Write(json, row, numbersAsText);
        json.Flush();
        json.Reset();
        Encoding.UTF8.GetBytes("\n", output);
    }
}
