using System.Globalization;
using Kasparro.Application.Retention;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.Infrastructure.Postgres.Retention;

/// <summary>How long prices and raw records are kept.</summary>
internal sealed class RetentionSettings
{
    public const string Remark =
        "All is kept for ever unless these say something else; docs/retention.md says what they do.";

    private const string DaysVariable = "RETENTION_DAYS";
    private const string DaysExample = "coingecko=90,coinpaprika=365";
    private const string PathVariable = "RETENTION_ARCHIVE_PATH";
    private const string PathExample = "/archive";

    [Setting(
        DaysVariable,
        DaysExample,
        Description = "Days for which prices are kept, `source=days` separated by commas; sources that are not named "
            + "keep all. Older prices leave market data with the next run, and come back with the next run after this "
            + "was raised. From 7 to 36500"
    )]
    public string[] Days { get; set; } = [];

    [Setting(
        PathVariable,
        PathExample,
        Description = "Folder that exists, for raw records that no price needs any more: they are written to Parquet "
            + "files there and leave the database. Without it, Bronze keeps all of them"
    )]
    public string? ArchivePath { get; set; }

    /// <summary>Reports what names no source, no days or no folder.</summary>
    public RetentionPolicy Read(Settings settings)
    {
        var days = new Dictionary<string, int>();
        foreach (var text in Days)
            if (text.Split('=') is [var source, var number] && IsSource(source) && DaysOf(number) is { } kept)
                days[source] = kept;
            else
                settings.Report(
                    DaysVariable,
                    $"has '{text}', which is no source with a number of days from {RetentionPolicy.MinDays} to "
                        + $"{RetentionPolicy.MaxDays}",
                    DaysExample
                );
        if (ArchivePath is not null && Days.Length == 0)
            settings.Report(PathVariable, $"is set without {DaysVariable}, so nothing would be archived", PathExample);
        return new RetentionPolicy(days, ArchivePath);
    }

    private static bool IsSource(string name) => SourceModules.All.Any(module => module.Name == name);

    private static int? DaysOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is >= RetentionPolicy.MinDays and <= RetentionPolicy.MaxDays
            ? days
            : null;
}
