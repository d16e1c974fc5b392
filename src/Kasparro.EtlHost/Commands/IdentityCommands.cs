using System.CommandLine;
using System.CommandLine.Parsing;
using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>identity</c>: which listings are one asset, for a person to look at and to decide.</summary>
internal static class IdentityCommands
{
    private static readonly Argument<ListingId> s_first = Listing("first");
    private static readonly Argument<ListingId> s_second = Listing("second");
    private static readonly Argument<ListingId> s_listing = Listing("listing");

    private static readonly Option<string> s_reason = new("--reason")
    {
        Description = "Why, for those who read the decision later.",
        Required = true,
    };

    private static readonly Option<int> s_limit = new Option<int>("--limit")
    {
        Description = "How many at most.",
        DefaultValueFactory = _ => 50,
    }.FromOne();

    /// <param name="run">Runs a command in the process that it needs.</param>
    public static Command Create(Func<IHostCommand, ParseResult, CancellationToken, Task<int>> run)
    {
        var identity = new Command("identity", "Show and decide which listings are one asset; a listing is source:id.");
        identity.Add(
            With("list", "The newest decisions.", [], [s_limit], parsed => new DecisionsCommand(null, Limit(parsed)))
        );
        identity.Add(
            With(
                "show",
                "The decisions about one listing.",
                [s_listing],
                [s_limit],
                parsed => new DecisionsCommand(parsed.GetRequiredValue(s_listing), Limit(parsed))
            )
        );
        identity.Add(
            With(
                "candidates",
                "Listings that may be one coin and that no rule linked, the largest first.",
                [],
                [s_limit],
                parsed => new CandidatesCommand(Limit(parsed))
            )
        );
        identity.Add(Decide("link", "Decide that two listings are one coin.", LinkAction.Link));
        identity.Add(Decide("unlink", "Decide that two listings are two coins.", LinkAction.Unlink));
        return identity;

        Command Decide(string name, string description, LinkAction action) =>
            With(name, description, [s_first, s_second], [s_reason], parsed => new DecideCommand(Read(parsed, action)));

        Command With(
            string name,
            string description,
            Argument[] arguments,
            Option[] options,
            Func<ParseResult, IHostCommand> create
        )
        {
            var command = new Command(name, description);
            foreach (var argument in arguments)
                command.Add(argument);
            foreach (var option in options)
                command.Add(option);
            command.SetAction((parsed, ct) => run(create(parsed), parsed, ct));
            return command;
        }
    }

    private static int Limit(ParseResult parsed) => parsed.GetValue(s_limit);

    private static PersonalDecision Read(ParseResult parsed, LinkAction action) =>
        new(
            new ListingPair(parsed.GetRequiredValue(s_first), parsed.GetRequiredValue(s_second)),
            action,
            parsed.GetRequiredValue(s_reason)
        );

    private static Argument<ListingId> Listing(string name) =>
        new(name)
        {
            Description = "A listing, such as coingecko:bitcoin.",
            CustomParser = result => ReadListing(name, result),
        };

    private static ListingId ReadListing(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.IndexOf(':', StringComparison.Ordinal) is var at and > 0 && at < text.Length - 1)
            return new ListingId(text[..at], text[(at + 1)..]);
        result.AddError($"{name} is '{text}'; it must be source:id, such as coingecko:bitcoin.");
        return default;
    }
}
