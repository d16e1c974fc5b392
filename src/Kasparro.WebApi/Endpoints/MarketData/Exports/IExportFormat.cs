using System.IO.Pipelines;
using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Endpoints.MarketData.Exports;

/// <summary>How market data is written as one file.</summary>
internal interface IExportFormat
{
    /// <summary>Of lines that are written one by one: a client gets them in parts of this size.</summary>
    const int FlushBytes = 32 * 1024;

    string ContentType { get; }

    /// <summary>Of the file's name, without a point.</summary>
    string Extension { get; }

    /// <summary>Writes the file, with a bounded part of it in memory.</summary>
    /// <param name="row">Stands on the first row.</param>
    /// <param name="hasRow">False where there is none.</param>
    Task WriteAsync(IAsyncEnumerator<MarketDataRow> row, bool hasRow, PipeWriter output, CancellationToken ct);
}
