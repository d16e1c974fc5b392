using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Market data in CSV files: one row is one asset at one instant.</summary>
internal sealed class CsvSource(CsvOptions options, CsvLocation location, TimeProvider time) : ISource
{
    public const string Name = "csv";

    private readonly CsvMapping _mapping = new(new CsvTime(options.TimeZone, options.DateOrder));

    public SourceDescription Description { get; } =
        new()
        {
            Name = Name,
            Title = "CSV files",
            TransformVersion = $"csv/3 zone={options.TimeZone.Id} dates={options.DateOrder}".ToLowerInvariant(),
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
        var number = 0;
        foreach (var file in await location.FilesAsync(reading, ct))
        {
            await using var content = await file.OpenAsync(ct);
            await foreach (var records in pages.ReadAsync(file.Name, content, ct))
            {
                context.Metrics.CountPage();
                yield return new SourcePage(++number, records);
            }
        }
    }

    public Mapping Map(ReadOnlyMemory<byte> payload) => _mapping.Read(payload.Span);

    public IReadOnlyList<FieldOrigin> FieldsOf(ReadOnlyMemory<byte> payload) =>
        _mapping.FieldsOf(payload.Span) is { } fields ? FieldOrigin.Of(in fields) : [];
}
