using System.CommandLine;
using System.CommandLine.Parsing;
using Kasparro.Application.Transformation;
using Kasparro.Domain.MarketData;

namespace Kasparro.EtlHost.Commands;

/// <summary>The options that choose a part of Bronze; one kind of them at a time.</summary>
internal static class PartOptions
{
    private static readonly Option<bool> s_failures = new("--failures") { Description = "Only raw rows that failed." };

    private static readonly Option<Guid?> s_asset = new("--asset") { Description = "Only this asset_id." };

    private static readonly Option<long?> s_rawId = new Option<long?>("--raw-id")
    {
        Description = "Only the raw row with this id, of each source chosen.",
    }.FromOne();

    private static readonly Option<DateTimeOffset?> s_from = Time(
        "--from",
        "Only raw rows received at this time or later."
    );

    private static readonly Option<DateTimeOffset?> s_to = Time(
        "--to",
        "Only raw rows received at this time or earlier."
    );

    public static readonly Option[] All = [s_failures, s_asset, s_rawId, s_from, s_to];

    /// <summary>Null where no option is given.</summary>
    public static BronzePart? Read(ParseResult parsed) =>
        parsed.GetValue(s_failures) ? new BronzePart.Failures()
        : parsed.GetValue(s_asset) is { } asset ? new BronzePart.OfAsset(asset)
        : parsed.GetValue(s_rawId) is { } row ? new BronzePart.OfRow(row)
        : (parsed.GetValue(s_from), parsed.GetValue(s_to)) is var (from, to) && (from ?? to) is not null
            ? new BronzePart.Received(from, to)
        : null;

    /// <summary>Adds an error where the options contradict each other.</summary>
    /// <param name="others">Options of the command that no part goes with.</param>
    public static void Validate(CommandResult command, params Option[] others)
    {
        string[] given = [.. (
                (Option[][])
                    [
                        [s_failures],
                        [s_asset],
                        [s_rawId],
                        [s_from, s_to],
                        .. others.Select(other => (Option[])[other]),
                    ]
            ).Select(options => options.FirstOrDefault(option => command.IsGiven(option))?.Name).OfType<string>()];
        if (given.Length > 1)
            command.AddError($"{given[0]} and {given[1]} cannot be given together.");
        if (command.ValueOf(s_from) > command.ValueOf(s_to))
            command.AddError("--from is after --to, so nothing can match.");
    }

    private static Option<DateTimeOffset?> Time(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                if (Timestamp.ReadIso8601(result.Tokens[0].Value).Instant is { } instant)
                    return instant;
                result.AddError(
                    $"{name} is '{result.Tokens[0].Value}'; it must be a time such as 2025-02-09T17:44:06Z."
                );
                return null;
            },
        };
}
