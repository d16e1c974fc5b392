using System.Globalization;
using Kasparro.Application.Status;
using Spectre.Console;

namespace Kasparro.EtlHost.Reporting;

/// <summary>How each source stands, for people.</summary>
internal static class StatusTable
{
    public static void Write(IReadOnlyList<SourceStats> sources)
    {
        if (sources.Count == 0)
        {
            AnsiConsole.WriteLine("No source has run yet.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in (string[])["Source", "Last run", "Last success (UTC)", "Last failure (UTC)"])
            table.AddColumn(heading);
        foreach (var heading in (string[])["Runs ok", "Runs failed", "Silver rows", "Failures"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (state, runs) in sources)
            table.AddRow(
                Markup.Escape(state.Source),
                $"{state.LastStatus}".ToLowerInvariant(),
                Time(state.LastSuccessAt),
                Time(state.LastFailureAt),
                Number(runs?.Succeeded),
                Number(runs?.Failed),
                Number(state.SilverRows),
                Number(state.FailureRows)
            );
        AnsiConsole.Write(table);
        foreach (var (state, runs) in sources.Where(source => source.State.FailedLast))
        {
            AnsiConsole.WriteLine($"{state.Source}: {state.LastFailureError}");
            if (runs?.LastRun.UpstreamText is { } text)
                AnsiConsole.WriteLine($"{state.Source} said: {text}");
        }
    }

    private static string Time(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";
}
