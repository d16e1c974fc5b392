using System.Globalization;

namespace Kasparro.EtlHost.Reporting;

/// <summary>How far a source is, for people.</summary>
internal static class ProgressText
{
    public static string Staged(int page, int? pages, long fetched) =>
        pages is { } all && all >= page
            ? $"page {page} of {all}, {Number(fetched)} records"
            : $"page {page}, {Number(fetched)} records";

    public static string Backfilled(string coin, int number, int coins, long fetched) =>
        $"{coin} done, {number} of {coins}, {Number(fetched)} records";

    public static string Waiting(string cause, TimeSpan pause) => $"{cause}, next try in {Duration(pause)}";

    /// <param name="share">0 to 1; null where it is not known.</param>
    /// <param name="elapsed">Since the first rows.</param>
    public static string Transformed(long rows, double? share, TimeSpan elapsed)
    {
        var text = $"{Number(rows)} rows transformed";
        if (share is { } done)
            text += string.Create(CultureInfo.InvariantCulture, $", {Math.Clamp(done, 0, 1):P0}");
        if (elapsed < TimeSpan.FromSeconds(1))
            return text;

        text += $", {Number((long)(rows / elapsed.TotalSeconds))} a second";
        return share is > 0 and < 1 ? $"{text}, {Duration(elapsed * ((1 - share.Value) / share.Value))} left" : text;
    }

    private static string Duration(TimeSpan time) =>
        time >= TimeSpan.FromMinutes(2)
            ? $"{Number((long)Math.Ceiling(time.TotalMinutes))} min"
            : $"{Number((long)Math.Ceiling(time.TotalSeconds))} s";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
