using Kasparro.Domain.Assets;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>A source's rows that go from one asset to another.</summary>
internal sealed record ListingMove(string Source, Guid From, Guid To);

/// <summary>
/// Moves in an order in which no asset ever has two listings of one source: each batch goes to places that are free.
/// Listings that change places go by a third one.
/// </summary>
internal static class ListingMoves
{
    /// <param name="occupied">The places of all listings, before.</param>
    public static IEnumerable<IReadOnlyList<ListingMove>> InOrder(
        IEnumerable<ListingMove> moves,
        IEnumerable<(string Source, Guid AssetId)> occupied
    )
    {
        var taken = occupied.ToHashSet();
        var waiting = moves.ToList();
        while (waiting.Count > 0)
        {
            var free = waiting.Where(move => !taken.Contains((move.Source, move.To))).ToList();
            if (free.Count == 0)
            {
                var first = waiting[0];
                var hop = first with { To = UuidV5.Of(first.From, first.Source) };
                waiting[0] = first with { From = hop.To };
                free = [hop];
            }
            else
            {
                waiting.RemoveAll(free.Contains);
            }

            taken.ExceptWith(free.Select(move => (move.Source, move.From)));
            taken.UnionWith(free.Select(move => (move.Source, move.To)));
            yield return free;
        }
    }
}
