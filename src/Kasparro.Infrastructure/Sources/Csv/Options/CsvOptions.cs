using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>Settings of the CSV source.</summary>
public sealed class CsvOptions
{
    public const string PathVariable = "CSV_PATH";
    public const string DefaultPath = "data/csv";

    [
        Required,
        CsvPath,
        Setting(
            PathVariable,
            DefaultPath,
            Description = "A file, a folder (every `*.csv`, `*.tsv`, `*.csv.gz` and `*.zip` directly in it) or an "
                + "http(s) address"
        )
    ]
    public string Path { get; set; } = DefaultPath;

    [Setting("CSV_TIME_ZONE", "UTC", Description = "Zone of times that state none")]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    [Setting(
        "CSV_DATE_ORDER",
        "mdy",
        Description = "How dates with slashes are read; `refuse` rejects such rows, because 1/02/17 is ambiguous"
    )]
    public CsvDateOrder DateOrder { get; set; } = CsvDateOrder.Refuse;

    [
        Setting(
            "CSV_TIME_FORMAT",
            "yyyyMMddHH",
            Description = "How times are written: `unix`, or a format such as `yyyyMMddHH`",
            Default = "their shape decides, and `2023031512` is rejected"
        ),
        CsvTimeFormat
    ]
    public string? TimeFormat { get; set; }

    [Setting(
        "CSV_SYMBOL",
        "BTC",
        Description = "Coin of a file that has no column of symbols; a file `BTC-USD.csv.about` next to it, or "
            + "the name of the file, can say so too"
    )]
    public string? Symbol { get; set; }

    [Setting("CSV_NAME", "Bitcoin", Description = "Name of that coin", Default = "the symbol")]
    public string? CoinName { get; set; }

    [Setting(
        "CSV_COLUMNS",
        "time,open,high,low,close,volume",
        Description = "Names of the columns of a file without a header, in their order, separated by commas",
        Default = "none: such a file is refused"
    )]
    public string? Columns { get; set; }

    public IReadOnlyList<string> ColumnNames =>
        Columns?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    [Setting(
        "CSV_DECIMAL",
        "comma",
        Description = "Decides numbers such as `7,123` if nothing in their file does",
        Default = "none: such a file is refused"
    )]
    public DecimalSign? DecimalSign { get; set; }

    [Setting(
        "CSV_VOLUME",
        "coins",
        Description = "What a column counts that is only called volume, in a file without market caps: `coins` "
            + "(no amount of money), or `usd`"
    )]
    public CsvVolume Volume { get; set; } = CsvVolume.Coins;

    [
        Range(1_024, 64 * 1_024 * 1_024),
        Setting(
            "CSV_MAX_ROW_BYTES",
            "1048576",
            Description = "Bytes of the longest row. Reading stops here if a quote is never closed"
        )
    ]
    public int MaxRowBytes { get; set; } = 1_024 * 1_024;

    [
        Range(1_024L, 1_099_511_627_776L),
        Setting(
            "CSV_MAX_BYTES",
            "4294967296",
            Description = "Bytes that one run reads, all files together, after decompression"
        )
    ]
    public long MaxBytes { get; set; } = 4L * 1_024 * 1_024 * 1_024;

    [
        Range(typeof(TimeSpan), "00:00:01", "1.00:00:00"),
        Setting("CSV_TIME_LIMIT", "30m", Description = "Longest duration of one ingestion")
    ]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(30);

    [
        Range(typeof(TimeSpan), "00:01:00", "365.00:00:00"),
        Setting("CSV_CADENCE", "24h", Description = "How often a run is expected")
    ]
    public TimeSpan Cadence { get; set; } = TimeSpan.FromHours(24);
}
