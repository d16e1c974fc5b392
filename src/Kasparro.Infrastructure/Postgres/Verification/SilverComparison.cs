using System.Data;
using System.Security.Cryptography;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Identity;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Infrastructure.Postgres.Transformation;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Verification;

/// <summary>
/// Empty copies of Silver, filled by the very code that fills Silver, and then compared with it. All of it ends with
/// the session.
/// </summary>
internal sealed class SilverComparison(
    NpgsqlConnection session,
    Dictionary<string, long> transformedUpTo,
    Dictionary<string, long> pending,
    Dictionary<string, IReadOnlyList<long>> parts,
    TimeProvider time,
    ILogger log
) : ISilverComparison
{
    private static readonly string[] s_live =
    [
        "digest_live_links",
        "digest_live_labels",
        "digest_live_market_data",
        "digest_live_revisions",
        "digest_live_failures",
    ];

    private static readonly string[] s_shadow =
    [
        "digest_shadow_links",
        "digest_shadow_labels",
        "digest_shadow_market_data",
        "digest_shadow_revisions",
        "digest_shadow_failures",
    ];

    public long TransformedUpTo(string source) => transformedUpTo[source];

    public IReadOnlyList<long>? PartOf(string source) => parts.GetValueOrDefault(source);

    public async Task<ITransformation> TransformAsync(SourceDescription source, CancellationToken ct) =>
        await SourceTransformation.BeginAsync(session, source, full: true, part: null, limit: null, time, log, ct);

    public async Task<SilverVerification> CompareAsync(CancellationToken ct)
    {
        if (parts.Count == 0)
            await ReplayDecisionsAsync(ct);
        var live = await DigestAsync(s_live, ct);
        var shadow = await DigestAsync(s_shadow, ct);
        var (count, first) = await DifferencesAsync(ct);
        return new SilverVerification(live.Digest, shadow.Digest, live.Rows, pending, count, first);
    }

    public async ValueTask DisposeAsync() => await KasparroDatabase.EndSessionAsync(session);

    /// <summary>Stored decisions alone give the stored assets, with the names that they have.</summary>
    private async Task ReplayDecisionsAsync(CancellationToken ct)
    {
        var listings = await StoredListing.ReadAllAsync(session, ct);
        var decisions = await DecisionStore.ReadAllAsync(session, ct);
        var clusters = ListingClusters.Replay(listings.Select(listing => listing.Id), decisions);
        var placement = new AssetPlacement(session, time.GetUtcNow());
        if (await placement.MoveAsync(listings, clusters, new StandingDecisions(decisions), ct) > 0)
            listings = await StoredListing.ReadAllAsync(session, ct);
        var names = await LinkMemory.ReadPlainNamesAsync(session, ct);
        // Nothing is newer than what was counted: who has a name stays.
        await placement.RenameAsync(listings, names, DateTimeOffset.UnixEpoch, ct);
    }

    /// <summary>
    /// Over PostgreSQL's own text of the rows, in UTF-8; streamed, so that neither side is ever in memory.
    /// </summary>
    private async Task<(string Digest, long Rows)> DigestAsync(string[] statements, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        var chars = new char[16 * 1024];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(chars.Length)];
        var encoder = Encoding.UTF8.GetEncoder();
        foreach (var statement in statements)
        {
            using var text = await session.BeginTextExportAsync(Sql.Text(statement), ct);
            for (int read; (read = await text.ReadAsync(chars, ct)) > 0; )
            {
                hash.AppendData(bytes, 0, encoder.GetBytes(chars, 0, read, bytes, 0, flush: false));
                rows += chars.AsSpan(0, read).Count('\n');
            }
        }

        return (Convert.ToHexStringLower(hash.GetCurrentHash()), rows);
    }

    private async Task<(long Count, IReadOnlyList<string> First)> DifferencesAsync(CancellationToken ct)
    {
        var count = 0L;
        var differences = new List<string>();
        await using var command = Sql.Command(session, "silver_differences");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            differences.Add(reader.GetString("difference"));
            count = reader.GetInt64("differences");
        }

        return (count, differences);
    }
}
