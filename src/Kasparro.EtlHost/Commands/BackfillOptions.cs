using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;

namespace Kasparro.EtlHost.Commands;

/// <summary>The options that make a run fetch the past instead of the present.</summary>
internal static class BackfillOptions
{
    private const int MostCoins = 1_000;

    private static readonly Option<DateTimeOffset?> s_from = Time(
        "--from",
        "Backfill: fetch the past from this time on, in UTC, such as 2025-01-01 or 2025-01-01T12:00:00Z."
    );

    private static readonly Option<DateTimeOffset?> s_to = Time("--to", "Backfill: up to this time, not included.");

    private static readonly Option<string[]> s_coins = new("--coins")
    {
        Description = "Backfill: ids of the source, separated by commas, such as bitcoin,ethereum.",
        CustomParser = result =>
            result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };

    private static readonly Option<int?> s_top = new("--top")
    {
        Description = "Backfill: the coins with the largest market caps, as the source said last.",
    };

    private static readonly Option<HistoryInterval> s_interval = CommandFactory.Choice<HistoryInterval>(
        "--interval",
        "Backfill: how far apart its prices are."
    );

    public static readonly Option[] All = [s_from, s_to, s_coins, s_top, s_interval];

    /// <summary>Null where no backfill is asked for.</summary>
    /// <param name="sources">What --source names.</param>
    public static BackfillCommand? Read(ParseResult parsed, string[] sources, bool transform) =>
        (parsed.GetValue(s_from), parsed.GetValue(s_to)) is ({ } from, { } to)
            ? new BackfillCommand(
                sources[0],
                from,
                to,
                parsed.GetValue(s_interval),
                [.. (parsed.GetValue(s_coins) ?? []).Distinct()],
                parsed.GetValue(s_top) ?? 0,
                transform
            )
            : null;

    /// <summary>Adds an error where the options are incomplete or contradict each other.</summary>
    /// <param name="sources">The option that names the source.</param>
    /// <param name="others">Options that no backfill goes with.</param>
    public static void Validate(CommandResult command, Option<string[]> sources, params Option[] others)
    {
        string[] given = [.. All.Where(option => command.IsGiven(option)).Select(option => option.Name)];
        if (given.Length == 0)
            return;
        foreach (var missing in ((Option[])[s_from, s_to]).Where(option => !command.IsGiven(option)))
            command.AddError($"{given[0]} is for a backfill, which needs {missing.Name} too.");
        foreach (var other in others.Where(option => command.IsGiven(option)))
            command.AddError($"{other.Name} and {given[0]} cannot be given together.");
        if ((command.ValueOf(sources) ?? []).Distinct().Count() != 1)
            command.AddError("A backfill is of one source: name it with --source.");
        if (command.IsGiven(s_coins) == command.IsGiven(s_top))
            command.AddError("A backfill needs either --coins or --top.");
        if (command.IsGiven(s_top) && command.ValueOf(s_top) is not (>= 1 and <= MostCoins))
            command.AddError(
                string.Create(CultureInfo.InvariantCulture, $"--top must be a number from 1 to {MostCoins}.")
            );
        if (command.IsGiven(s_coins) && command.ValueOf(s_coins) is not { Length: >= 1 and <= MostCoins })
            command.AddError(string.Create(CultureInfo.InvariantCulture, $"--coins must name 1 to {MostCoins} coins."));
        if (command.ValueOf(s_from) >= command.ValueOf(s_to))
            command.AddError("--from is not before --to, so there is nothing to fetch.");
    }

    private static Option<DateTimeOffset?> Time(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                if (ReadTime(result.Tokens[0].Value) is { } instant)
                    return instant;
                result.AddError(
                    $"{name} is '{result.Tokens[0].Value}'; it must be a day or a time such as 2025-01-01 or "
                        + "2025-01-01T12:00:00Z."
                );
                return null;
            },
        };

    /// <summary>A day means its first instant in UTC. Whole seconds: no provider is asked for parts of one.</summary>
    private static DateTimeOffset? ReadTime(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var day
        )
            ? day
        : Timestamp.ReadIso8601(text).Instant?.ToUniversalTime() is { } instant
        && instant.Ticks % TimeSpan.TicksPerSecond == 0
            ? instant
        : null;
}
