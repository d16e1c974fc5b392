using System.Data;
using System.Globalization;
using System.Text.Json;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>The decisions in the database: read all, only added to.</summary>
internal static class DecisionStore
{
    private static readonly Dictionary<IdentityRule, string> s_rules = Enum.GetValues<IdentityRule>()
        .ToDictionary(rule => rule, rule => JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.ToString()));

    private static readonly Dictionary<string, IdentityRule> s_byName = s_rules.ToDictionary(
        rule => rule.Value,
        rule => rule.Key
    );

    public static string NameOf(IdentityRule rule) => s_rules[rule];

    public static async Task<List<StandingDecision>> ReadAllAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var read = Sql.Command(session, "read_decisions");
        await using var row = await read.ExecuteReaderAsync(ct);
        var decisions = new List<StandingDecision>();
        while (await row.ReadAsync(ct))
            decisions.Add(
                new StandingDecision(
                    Pair(row),
                    row.GetString("action") == "link" ? LinkAction.Link : LinkAction.Unlink,
                    s_byName[row.GetString("rule")],
                    row.GetInt64("decision_id")
                )
            );
        return decisions;
    }

    public static async Task InsertAsync(
        NpgsqlConnection session,
        IReadOnlyList<IdentityDecision> decisions,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (decisions.Count == 0)
            return;
        await Sql.ExecuteAsync(
            session,
            "insert_decisions",
            ct,
            ("decided_at", now),
            ("first_sources", Each(decision => decision.Pair.First.Source)),
            ("first_ids", Each(decision => decision.Pair.First.SourceAssetId)),
            ("second_sources", Each(decision => decision.Pair.Second.Source)),
            ("second_ids", Each(decision => decision.Pair.Second.SourceAssetId)),
            ("actions", Each(decision => decision.Action == LinkAction.Link ? "link" : "unlink")),
            ("rules", Each(decision => NameOf(decision.Rule))),
            ("evidence", Each(decision => EvidenceJson.Write(decision.Evidence))),
            ("scores", Each(decision => decision.Score.ToString("R", CultureInfo.InvariantCulture)))
        );

        string[] Each(Func<IdentityDecision, string> value) => [.. decisions.Select(value)];
    }

    public static ListingPair Pair(NpgsqlDataReader row) =>
        new(
            new ListingId(row.GetString("first_source"), row.GetString("first_source_asset_id")),
            new ListingId(row.GetString("second_source"), row.GetString("second_source_asset_id"))
        );
}
