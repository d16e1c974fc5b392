using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal static partial class LinkLog
{
    public static void Linked(ILogger log, LinkResult result)
    {
        var links = result.Decisions.Count(decision => decision.Action == LinkAction.Link);
        Linked(
            log,
            result.Listings,
            result.Assets,
            links,
            result.Decisions.Count - links,
            result.Moved,
            result.Renamed,
            (long)result.Duration.TotalMilliseconds
        );
        foreach (var braked in result.Decisions.Where(decision => decision.Rule == IdentityRule.Brake))
            Unlinked(log, braked.Pair, braked.Evidence.Reason);
        foreach (var suspect in result.Suspects.Except(result.Decisions.Select(decision => decision.Pair)))
            Suspect(log, suspect);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Assets were not linked: {Sentence} {NextStep}")]
    public static partial void NotDone(ILogger log, string sentence, string nextStep);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Assets were not linked, {Holder} is running; the next link does it"
    )]
    public static partial void Skipped(ILogger log, string holder);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No new links: {Source} is to be transformed from the beginning first. Earlier decisions hold"
    )]
    public static partial void Waits(ILogger log, string source);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Listings} listings are {Assets} assets: {Links} new links, {Unlinks} links undone, "
            + "{Moved} listings moved, {Renamed} assets renamed in {DurationMs} ms"
    )]
    private static partial void Linked(
        ILogger log,
        int listings,
        int assets,
        int links,
        int unlinks,
        int moved,
        int renamed,
        long durationMs
    );

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Pair} are two coins, and are no longer linked: {Reason}")]
    private static partial void Unlinked(ILogger log, ListingPair pair, string? reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Pair} may be two coins: their fresh prices differ by more than a factor of 2. A person "
            + "linked them, so only a person unlinks them: `identity unlink`"
    )]
    private static partial void Suspect(ILogger log, ListingPair pair);
}
