using System.Globalization;
using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;

namespace Kasparro.EtlHost.Reporting;

/// <summary>What a link step did, for people.</summary>
internal static class LinkText
{
    public static string Line(LinkResult result)
    {
        if (result.Failure is { } failure)
            return $"Assets were not linked: {failure}";
        if (result.LockedBy is { } holder)
            return $"Assets were not linked, {holder} is running; the next link does it.";

        var links = result.Decisions.Count(decision => decision.Action == LinkAction.Link);
        var unlinks = result.Decisions.Count - links;
        string[] changes =
        [
            .. Some(links, "new link"),
            .. Some(unlinks, "undone link"),
            .. Some(result.Moved, "moved listing"),
            .. Some(result.Renamed, "renamed asset"),
        ];
        if (result.WaitsFor is { } source)
            return $"No new links: {source} is to be transformed from the beginning first. Earlier decisions hold.";

        var what = changes.Length > 0 ? string.Join(", ", changes) : "nothing changed";
        return $"{Number(result.Listings)} listings are {Number(result.Assets)} assets: {what}.";
    }

    private static IEnumerable<string> Some(int count, string noun) =>
        count == 0 ? []
        : count == 1 ? [$"1 {noun}"]
        : [$"{Number(count)} {noun}s"];

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
