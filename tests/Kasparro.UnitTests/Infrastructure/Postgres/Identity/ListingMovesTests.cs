using Kasparro.Infrastructure.Postgres.Identity;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Identity;

public sealed class ListingMovesTests
{
    /// <summary>Random permutations of places, with cycles: no place ever has two listings of a source.</summary>
    [Test]
    public void No_asset_ever_has_two_listings_of_one_source_on_the_way()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var places = Enumerable.Range(0, 6).Select(place => new Guid(place + 1, 0, 0, new byte[8])).ToArray();
            var targets = places.ToArray();
            random.Shuffle(targets);
            var moves = places
                .Take(5)
                .Zip(targets, (from, to) => new ListingMove("s", from, to))
                .Where(move => move.From != move.To)
                .ToList();
            var at = places.Take(5).ToDictionary(place => place, place => place);
            foreach (var batch in ListingMoves.InOrder(moves, places.Take(5).Select(place => ("s", place))))
            {
                var taken = at.Values.ToHashSet();
                Assert.That(batch.Select(move => move.To).Where(taken.Contains), Is.Empty, "the targets are free");
                foreach (var move in batch)
                    at[at.Single(listing => listing.Value == move.From).Key] = move.To;
            }

            Assert.That(at.Values, Is.Unique);
            Assert.That(moves.All(move => at[move.From] == move.To), Is.True);
        }
    }
}
