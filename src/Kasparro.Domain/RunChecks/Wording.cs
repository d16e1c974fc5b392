using System.Globalization;
using Kasparro.Domain.Runs;

namespace Kasparro.Domain.RunChecks;

/// <summary>Numbers as they are written in sentences.</summary>
internal static class Wording
{
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    public static string Duration(double milliseconds)
    {
        var seconds = milliseconds / 1_000;
        return seconds switch
        {
            < 1 => $"{Number(milliseconds)} ms",
            < 120 => $"{Number(seconds)} s",
            < 7_200 => $"{Number(Math.Round(seconds / 60, 1))} min",
            < 172_800 => $"{Number(Math.Round(seconds / 3_600, 1))} h",
            _ => $"{Number(Math.Round(seconds / 86_400, 1))} days",
        };
    }

    public static string Of(RunTrigger trigger) =>
        trigger switch
        {
            RunTrigger.Manual => "a person",
            RunTrigger.Cron => "the scheduler",
            RunTrigger.Backfill => "a backfill",
            _ => "a retry",
        };

    /// <summary>One run has no other to follow.</summary>
    public static string Consecutive(int runs) => runs == 1 ? "1 run" : $"{Number(runs)} consecutive runs";

    public static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
