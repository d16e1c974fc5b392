using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Settings of the CSV source.</summary>
public sealed class CsvOptions
{
    public const string PathVariable = "CSV_PATH";
    public const string DefaultPath = "data/csv";

    /// <summary>
    /// A file, a directory (every *.csv directly in it, in the ordinal order of the names) or an http(s) address.
    /// </summary>
    [Required, CsvPath, Setting(PathVariable, DefaultPath)]
    public string Path { get; set; } = DefaultPath;

    /// <summary>The zone of times that name none.</summary>
    [Setting("CSV_TIME_ZONE", "UTC")]
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    [Setting("CSV_DATE_ORDER", "mdy")]
    public CsvDateOrder DateOrder { get; set; } = CsvDateOrder.Refuse;

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
