using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData.Exports;

/// <summary>One JSON object a line.</summary>
internal sealed class NdjsonFormat(JsonSerializerOptions json) : IExportFormat
{
    public string ContentType => $"{MediaTypes.Ndjson}; charset=utf-8";

    public string Extension => "ndjson";

    public async Task WriteAsync(
        IAsyncEnumerator<MarketDataRow> row,
        bool hasRow,
        PipeWriter output,
        CancellationToken ct
    )
    {
        await using var writer = new Utf8JsonWriter(output, ApiJson.Writing);
        for (; hasRow; hasRow = await row.MoveNextAsync())
        {
            JsonSerializer.Serialize(writer, row.Current, json);
            writer.Flush();
            writer.Reset();
            Encoding.UTF8.GetBytes("\n", output);
            if (output.UnflushedBytes > IExportFormat.FlushBytes)
                await output.FlushAsync(ct);
        }

        await output.FlushAsync(ct);
    }
}
