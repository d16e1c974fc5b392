using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Simulation;

/// <summary>
/// Plays scenarios on one database: the product's own services in this process, a scripted provider, a clock that the
/// simulation moves, and a network that fails at any message.
/// </summary>
internal sealed class ScenarioPlayer : IAsyncDisposable
{
    private const int MostAttempts = 20;

    private const string Locks = """
        SELECT count(*) FROM pg_locks
        WHERE  locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private readonly TestDatabase _database;
    private readonly CuttingProxy _network;
    private readonly SimulatedClock _clock = new();
    private readonly Dictionary<string, ScriptedSource> _sources;
    private ExpectedState _expected = new();
    private EtlProcess _process;

    private ScenarioPlayer(TestDatabase database)
    {
        _database = database;
        _network = new CuttingProxy(database);
        _sources = Scenario.Sources.ToDictionary(name => name, name => new ScriptedSource(name).WithTimeLimit(s_limit));
        _process = NewProcess();
    }

    /// <summary>How many faults of each kind have happened.</summary>
    public Dictionary<Fault, int> Faults { get; } = [];

    public static async Task<ScenarioPlayer> CreateAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>Every step, then the same again without a fault, as a scheduler would.</summary>
    /// <returns>What does not hold.</returns>
    public async Task<IReadOnlyList<string>> PlayAsync(Scenario scenario)
    {
        await _database.ResetAsync();
        _expected = new ExpectedState();
        foreach (var step in scenario.Steps)
            await PlayAsync(step);
        var sources = scenario.Steps.Select(step => step.Source).Distinct().ToList();
        foreach (var source in sources)
            await RecoverAsync(source);
        return await FindViolationsAsync(sources);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _network.DisposeAsync();
        await _database.DisposeAsync();
    }

    private EtlProcess NewProcess() => EtlProcess.Through(_network, _clock, [.. _sources.Values]);

    private async Task PlayAsync(Step step)
    {
        using var stop = new CancellationTokenSource();
        Script(step, stop);
        try
        {
            await WorkAsync(step.Work, step.Source, stop.Token);
        }
        catch (Exception ended) when (step.Fault != Fault.None)
        {
            // A command that cannot even reach the database ends like this, and the host says so.
            Assert.That(ended, Is.Not.InstanceOf<AssertionException>());
        }

        Note(step.Source, step.Pages);
        var happened =
            step.Fault == Fault.Provider ? _sources[step.Source].LastContext is not null : !_network.Disarm();
        if (step.Fault != Fault.None && happened)
            Faults[step.Fault] = Faults.GetValueOrDefault(step.Fault) + 1;
        if (_network.IsDown)
            await RestartAsync();
    }

    private async Task WorkAsync(Work work, string source, CancellationToken ct)
    {
        if (work == Work.Ingest)
            await _process.IngestAsync(source, RunTrigger.Cron, ct: ct);
        else
            await _process.TransformAsync(source, full: work == Work.TransformFully, ct: ct);
    }

    private void Script(Step step, CancellationTokenSource stop)
    {
        var source = _sources[step.Source];
        Send(source, step.Pages);
        switch (step.Fault)
        {
            case Fault.LostConnection:
                _network.At(step.At, step.Cutting, () => { });
                break;
            case Fault.Crash:
                _network.At(step.At, step.Cutting, () => Die(stop));
                break;
            case Fault.Cancellation:
                _network.At(step.At, step.Cutting, stop.Cancel);
                break;
            case Fault.TimeLimit:
                _network.At(step.At, step.Cutting, () => _clock.Advance(s_limit));
                break;
            case Fault.Provider:
                source.BeforePage = (page, _) =>
                    page == step.At
                        ? throw new SourceException(FailureClass.Transient, "The provider answered 503.", "Wait.")
                        : Task.CompletedTask;
                break;
        }
    }

    private void Die(CancellationTokenSource stop)
    {
        _network.GoDown();
        stop.Cancel();
    }

    private async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _network.ComeUp();
        _process = NewProcess();
    }

    /// <summary>The number of a run is known once the run has asked the provider, and not before.</summary>
    private void Note(string name, IReadOnlyList<IReadOnlyList<Coin>> pages)
    {
        if (_sources[name].LastContext is { } context)
            _expected.Sent(context.RunId, pages);
    }

    private static void Send(ScriptedSource source, IReadOnlyList<IReadOnlyList<Coin>> pages)
    {
        source.BeforePage = (_, _) => Task.CompletedTask;
        source.SendsNothing();
        foreach (var page in pages)
            source.Sends([.. page]);
    }

    /// <summary>No person helps: the same commands, until they succeed.</summary>
    private async Task RecoverAsync(string source)
    {
        IReadOnlyList<IReadOnlyList<Coin>> last =
        [
            [new Coin("bitcoin", Price: "102", LastUpdated: "2026-01-04T00:00:00Z")],
        ];
        Send(_sources[source], last);
        for (var attempt = 1; ; attempt++)
        {
            // The server ends what a lost client left a moment later, and its lock with it.
            await Eventually.UntilAsync(async () => await _database.ScalarAsync<long>(Locks) == 0);
            var run = await _process.IngestAsync(source, RunTrigger.Cron);
            Note(source, last);
            if (run.Outcome == IngestOutcome.Succeeded)
                break;
            Assert.That(attempt, Is.LessThan(MostAttempts), run.Failure?.Sentence);
        }

        var transformed = await _process.TransformAsync(source);
        Assert.That(transformed.Failure?.Sentence, Is.Null);
    }

    private async Task<IReadOnlyList<string>> FindViolationsAsync(IReadOnlyList<string> sources)
    {
        var violations = new List<string>();
        foreach (var source in sources)
        {
            violations.AddRange(await ExpectedState.ViolationsAsync(_database, source));
            Compare(
                $"{source}: Bronze",
                await _expected.BronzeAsync(_database, source),
                await ExpectedState.StoredBronzeAsync(_database, source)
            );
            Compare(
                $"{source}: Silver",
                await _expected.SilverAsync(_database, source),
                await ExpectedState.StoredSilverAsync(_database, source)
            );
        }

        var before = await SilverTables.ReadAsync(_database);
        await SilverTables.DropAsync(_database);
        foreach (var source in sources)
            await _process.TransformAsync(source);
        Compare("Silver and what a rebuild gives", before, await SilverTables.ReadAsync(_database));
        return violations;

        void Compare(string what, string expected, string? stored)
        {
            if (expected != (stored ?? ""))
                violations.Add($"{what}: expected\n{expected}\nstored\n{stored}");
        }
    }
}
