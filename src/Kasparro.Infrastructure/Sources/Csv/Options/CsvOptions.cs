using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>Settings of the CSV source.</summary>
public sealed class CsvOptions
{
    public const string PathVariable = "CSV_PATH";
    public const string DefaultPath = "data/csv";

    /// <summary>
    /// A file, a directory (every *.csv, *.tsv, *.csv.gz and *.zip directly in it, in the ordinal order of the names)
    /// or an http(s) address.
    /// </summary>
    [Required, CsvPath, Setting(PathVariable, DefaultPath)]
    public string Path { get; set; } = DefaultPath;

    /// <summary>The zone of times that name none.</summary>
    [Setting("CSV_TIME_ZONE", "UTC")]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    [Setting("CSV_DATE_ORDER", "mdy")]
    public CsvDateOrder DateOrder { get; set; } = CsvDateOrder.Refuse;

    /// <summary>unix, or how times are written: yyyyMMddHH. Default: their shape decides.</summary>
    [Setting("CSV_TIME_FORMAT", "yyyyMMddHH"), CsvTimeFormat]
    public string? TimeFormat { get; set; }

    /// <summary>The coin of a file that has no column of symbols.</summary>
    [Setting("CSV_SYMBOL", "BTC")]
    public string? Symbol { get; set; }

    /// <summary>Its name; its symbol where none is set.</summary>
    [Setting("CSV_NAME", "Bitcoin")]
    public string? CoinName { get; set; }

    /// <summary>What columns are called, separated by commas, where a file has no header.</summary>
    [Setting("CSV_COLUMNS", "time,open,high,low,close,volume")]
    public string? Columns { get; set; }

    public IReadOnlyList<string> ColumnNames =>
        Columns?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Of numbers that could be read in two ways; such files are refused without it.</summary>
    [Setting("CSV_DECIMAL", "comma")]
    public DecimalSign? DecimalSign { get; set; }

    /// <summary>
    /// What a column means that is only called volume, in a file without market caps: coins, which are no amount of
    /// money, or usd.
    /// </summary>
    [Setting("CSV_VOLUME", "coins")]
    public CsvVolume Volume { get; set; } = CsvVolume.Coins;

    /// <summary>
    /// Bytes of the longest row. A quote that is never closed makes a row of the rest of the file; this is where
    /// reading ends.
    /// </summary>
    [Range(1_024, 64 * 1_024 * 1_024), Setting("CSV_MAX_ROW_BYTES", "1048576")]
    public int MaxRowBytes { get; set; } = 1_024 * 1_024;

    /// <summary>
    /// Bytes that one run reads, all files together, after decompression. An address that never ends must not fill the
    /// database's disk.
    /// </summary>
    [Range(1_024L, 1_099_511_627_776L), Setting("CSV_MAX_BYTES", "4294967296")]
    public long MaxBytes { get; set; } = 4L * 1_024 * 1_024 * 1_024;

    /// <summary>The longest that one ingestion may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00"), Setting("CSV_TIME_LIMIT", "30m")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a run is expected.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00"), Setting("CSV_CADENCE", "24h")]
    public TimeSpan Cadence { get; set; } = TimeSpan.FromHours(24);
}
