using System.IO.Pipelines;
using System.Text;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData.Exports;

/// <summary>CSV with a header, a line a row.</summary>
internal sealed class CsvFormat : IExportFormat
{
    public string ContentType => $"{MediaTypes.Csv}; charset=utf-8; header=present";

    public string Extension => "csv";

    public async Task WriteAsync(
        IAsyncEnumerator<MarketDataRow> row,
        bool hasRow,
        PipeWriter output,
        CancellationToken ct
    )
    {
        Encoding.UTF8.GetBytes(MarketDataRowCsv.Header, output);
        for (; hasRow; hasRow = await row.MoveNextAsync())
        {
            MarketDataRowCsv.Write(output, row.Current);
            if (output.UnflushedBytes > IExportFormat.FlushBytes)
                await output.FlushAsync(ct);
        }

        await output.FlushAsync(ct);
    }
}
