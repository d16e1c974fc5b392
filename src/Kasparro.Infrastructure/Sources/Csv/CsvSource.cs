using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Files;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Rows;
using Kasparro.Infrastructure.Sources.Csv.Values;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Market data in CSV files: one row is one asset at one instant.</summary>
internal sealed class CsvSource(CsvOptions options, CsvLocation location, TimeProvider time, ILogger<CsvSource> log)
    : ISource
{
    public const string Name = "csv";

    private readonly CsvMapping _mapping = new(
        new CsvTime(options.TimeZone, options.DateOrder, options.TimeFormat),
        options.DecimalSign,
        options.Volume == CsvVolume.Usd
    );

    public SourceDescription Description { get; } =
        new()
        {
            Name = Name,
            Title = "CSV files",
            TransformVersion = VersionOf(options),
            Cadence = options.Cadence,
            IsStatic = true,
            TimeLimit = options.TimeLimit,
            HomePage = new Uri("https://www.rfc-editor.org/rfc/rfc4180"),
        };

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var reading = new CsvReading(context.Metrics, options.MaxBytes, time);
        var pages = new CsvPages(options.MaxRowBytes);
        var unpacking = new CsvUnpacking(reading);
        var judge = new CsvJudge(options, pages, new CsvSubjectFinder(options, log));
        var number = 0;
        foreach (var found in await location.FilesAsync(reading, ct))
        {
            await using var files = unpacking.FilesAsync(found, ct).GetAsyncEnumerator(ct);
            while (await UnlessRefusedAsync(context.Metrics, async () => await files.MoveNextAsync()))
            {
                var (file, layout) = (files.Current, default(CsvLayout));
                if (
                    !await UnlessRefusedAsync(
                        context.Metrics,
                        async () => (layout = await judge.JudgeAsync(file, ct)) is not null
                    )
                )
                    continue;
                await using var content = await file.OpenAsync(ct);
                content.IsCounted = true;
                await foreach (var records in ReadAhead.OneAsync(pages.ReadAsync(file.Name, content, layout!, ct), ct))
                {
                    context.Metrics.CountPage();
                    yield return new SourcePage(++number, records);
                }
            }
        }

        // Where none gave a row, the first says why.
        if (number == 0 && context.Metrics.RefusedFiles is [var refused, ..])
            throw new SourceException(refused);
    }

    /// <summary>False for a file that cannot give a row: it costs itself, not the others.</summary>
    private static async Task<bool> UnlessRefusedAsync(FetchMetrics metrics, Func<Task<bool>> look)
    {
        try
        {
            return await look();
        }
        catch (SourceException refused) when (refused.Failure.Class == FailureClass.Data)
        {
            metrics.RefuseFile(refused.Failure);
            return false;
        }
    }

    public Mapping Map(StoredRecord record) => _mapping.Read(record.Payload.Span);

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) =>
        _mapping.FieldsOf(record.Payload.Span) is { } fields ? FieldOrigin.Of(in fields) : [];

    /// <summary>With the settings that decide what a stored row means.</summary>
    private static string VersionOf(CsvOptions options) =>
        (
            $"csv/6 zone={options.TimeZone.Id} dates={options.DateOrder}"
            + (options.DecimalSign is { } sign ? $" decimal={sign}" : "")
            + (options.Volume == CsvVolume.Usd ? " volume=usd" : "")
        ).ToLowerInvariant() + (options.TimeFormat is { } format ? $" times={format}" : "");
}
