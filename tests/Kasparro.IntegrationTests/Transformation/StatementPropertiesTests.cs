using FsCheck;
using FsCheck.Fluent;
using Kasparro.Application.Transformation;
using Kasparro.IntegrationTests.Changes;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>
/// Random sequences of runs, transformations, crashes and losses against a model: few coins, instants and prices, so
/// that values return in every way.
/// </summary>
public sealed class StatementPropertiesTests
{
    private static readonly Config s_config = Properties.Tried(40);

    private static readonly Gen<Coin> s_coin =
        from id in Gen.Elements("a", "b")
        from day in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Constant(2)))
        from price in Gen.Elements("100", "100", "101", "101", "0")
        select new Coin(id, id, id, price, LastUpdated: $"2026-01-0{day}T00:00:00Z");

    /// <summary>Coins that say the same in each run: a source with fewer revisions than coins.</summary>
    private static readonly Coin[] s_steady =
    [
        .. Enumerable.Range(0, 12).Select(number => new Coin($"s{number}", $"s{number}", $"s{number}")),
    ];

    private static readonly Gen<Coin[]> s_page =
        from changing in s_coin.NonEmptyListOf().Resize(4)
        from steady in Gen.Elements([], s_steady)
        select (Coin[])[.. steady, .. changing];

    private static readonly Gen<Step> s_step = Gen.Frequency(
        (6, from coins in s_page select (Step)new Step.Ingest(coins)),
        (1, from coins in s_page select (Step)new Step.FailedIngest(coins)),
        (3, Gen.Constant((Step)new Step.Transform(Full: false))),
        (1, Gen.Constant((Step)new Step.Transform(Full: true))),
        (1, Gen.Constant((Step)new Step.FailedTransform())),
        (1, Gen.Constant((Step)new Step.Lose())),
        (1, from raw in Gen.Choose(1, 30) select (Step)new Step.TransformPart(new BronzePart.OfRow(raw))),
        (1, Gen.Constant((Step)new Step.TransformPart(new BronzePart.Failures()))),
        (2, from changes in Gen.Choose(1, 5) select (Step)new Step.Follow(changes))
    );

    [Test, Promise(8), Promise(17)]
    public void Silver_and_its_revisions_are_what_the_statements_say() =>
        Prop.ForAll(
                s_step.ListOf().Resize(20).Select(steps => steps.ToArray()).ToArbitrary(),
                steps => HoldsAsync(steps).GetAwaiter().GetResult()
            )
            .Check(s_config);

    private static async Task HoldsAsync(Step[] steps)
    {
        await using var database = await TestDatabase.CreateAsync();
        var source = new ScriptedSource("csv");
        await using var etl = EtlProcess.With(database, source);
        var model = new StatementModel();
        var client = new FollowingClient(etl);
        foreach (var step in steps)
            await DoAsync(step, database, source, etl, model, client);

        await etl.TransformAsync("csv");
        model.Transform();
        await AssertEqualAsync(database, model);
        Assert.That((await etl.VerifyAsync()).Differences, Is.Empty);

        await client.ReadAllAsync(limit: 3);
        Assert.That(client.Copy(), Is.EqualTo(await FollowingClient.SilverAsync(database)));

        await etl.TransformAsync("csv", full: true);
        await AssertEqualAsync(database, model);
    }

    private static async Task DoAsync(
        Step step,
        TestDatabase database,
        ScriptedSource source,
        EtlProcess etl,
        StatementModel model,
        FollowingClient client
    )
    {
        switch (step)
        {
            case Step.Ingest(var coins):
                source.SendsNothing().Sends(coins);
                Assert.That((await etl.IngestAsync("csv")).Failure, Is.Null);
                model.Ingest(coins);
                break;
            case Step.FailedIngest(var coins):
                source.SendsNothing().Sends(coins);
                source.BeforePage = (page, _) =>
                    page == 2 ? throw new InvalidOperationException("the upstream broke") : Task.CompletedTask;
                Assert.That((await etl.IngestAsync("csv")).Failure, Is.Not.Null);
                source.BeforePage = (_, _) => Task.CompletedTask;
                break;
            case Step.Transform(var full):
                await etl.TransformAsync("csv", full);
                model.Transform();
                break;
            case Step.FailedTransform when model.HasNewRows:
                etl.OnDerived = (_, _) => throw new InvalidOperationException("the process died here");
                Assert.ThrowsAsync<InvalidOperationException>(() => etl.TransformAsync("csv"));
                etl.OnDerived = (_, _) => { };
                break;
            case Step.TransformPart(var part):
                await etl.TransformAsync("csv", part: part);
                break;
            case Step.Follow(var changes):
                await client.ReadAsync(changes);
                break;
            // Where a table is distributed, nothing notes that a row was deleted: docs/citus.md.
            case Step.Lose when !database.IsDistributed:
                await database.ExecuteAsync(
                    "DELETE FROM asset_market_data WHERE raw_id = (SELECT max(raw_id) FROM asset_market_data)"
                );
                break;
        }
    }

    private static async Task AssertEqualAsync(TestDatabase database, StatementModel model)
    {
        var lines = await database.RowsAsync(
            """
            SELECT concat_ws(' ', a.name, to_char(last_updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                statement_id, price_usd, coalesce(replaced_by::text, 'current'))
            FROM  (SELECT asset_id, last_updated, statement_id, price_usd, replaced_by FROM market_data_revisions
                   UNION ALL
                   SELECT asset_id, last_updated, coalesce(sighting_id, raw_id), price_usd, NULL FROM
                       asset_market_data) said
            JOIN   assets a USING (asset_id)
            """
        );
        var counts = await database.RowsAsync(
            "SELECT (SELECT count(*) FROM raw_csv)::text, (SELECT count(*) FROM sightings)::text, (SELECT "
                + "count(*) FROM sighting_candidates)::text"
        );

        Assert.That(lines.Select(line => line[0]!).Order(StringComparer.Ordinal), Is.EqualTo(model.Lines()));
        Assert.That(counts.Single(), Is.EqualTo((string[])[$"{model.Raw}", $"{model.Sightings}", "0"]));
    }

    private abstract record Step
    {
        public sealed record Ingest(Coin[] Coins) : Step;

        /// <summary>A run that staged its rows and failed: nothing was said.</summary>
        public sealed record FailedIngest(Coin[] Coins) : Step;

        public sealed record Transform(bool Full) : Step;

        public sealed record FailedTransform : Step;

        /// <summary>Changes nothing, or is refused.</summary>
        public sealed record TransformPart(BronzePart Part) : Step;

        /// <summary>A client that keeps a copy asks for some changes.</summary>
        public sealed record Follow(int Changes) : Step;

        /// <summary>A row of Silver is deleted by hand.</summary>
        public sealed record Lose : Step;
    }
}
