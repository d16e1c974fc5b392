using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Findings;
using Kasparro.Infrastructure.Postgres.Findings;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

internal static class SuspectFindings
{
    /// <summary>Stores that links are suspect, in the transaction that may undo them.</summary>
    public static async Task RecordAsync(
        NpgsqlConnection session,
        IReadOnlyList<ListingPair> suspects,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var source in SuspectIdentities.Of(suspects))
            await FindingStore.UpdateAsync(
                session,
                source.Key,
                (standing, _) => Task.FromResult(FindingRules.Apply(source.Key, standing, [.. source], now)),
                ct
            );
    }
}
