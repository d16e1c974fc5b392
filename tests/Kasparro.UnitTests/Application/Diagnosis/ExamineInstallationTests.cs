using Kasparro.Application;
using Kasparro.Application.Diagnosis;
using Kasparro.Application.Drift;
using Kasparro.Application.Paging;
using Kasparro.Application.Quotas;
using Kasparro.Application.Schema;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Application.Diagnosis;

/// <summary>What the doctor says of each thing that runs depend on.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ExamineInstallationTests : IDatabaseExaminer, IDatabaseSchema, IRequestReader, ISchemaReader
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 16, 12, 0, 0, TimeSpan.Zero);

    private DatabaseFacts _facts = new("UTF8", "kasparro_etl", CanWrite: true, s_now, 1L << 30);
    private string[] _pending = [];
    private readonly RequestUse _use = new(ThisMonth: 1_234, OfARun: 5);
    private SilverHold _hold = SilverHold.None;
    private int _open;
    private SourceDescription _source = new ScriptedSource("coingecko").Description;

    [Test]
    public async Task All_is_well_where_nothing_is_off()
    {
        _source = _source with { Access = "api.coingecko.com, without a key" };

        var lines = await ExamineAsync();

        Assert.That(lines.Select(line => line.Fix), Is.All.Null);
        Assert.That(
            lines.Select(line => $"{line.What}: {line.State}"),
            Is.EqualTo([
                "encoding: UTF8",
                "rights: kasparro_etl may write runs",
                "clock: 0.0 s ahead of the database",
                "size: the database has 1.0 GiB; what its server has left it does not say",
                "schema: it has every migration",
                "quota of coingecko: 1,234 requests this month",
                "access to coingecko: api.coingecko.com, without a key",
                "records of coingecko: as they were before",
            ])
        );
    }

    [TestCase(5, "5.0 s behind the database", true)]
    [TestCase(5.1, "5.1 s behind the database", false)]
    [TestCase(-5, "5.0 s ahead of the database", true)]
    [TestCase(-3_600, "3600.0 s ahead of the database", false)]
    public async Task A_clock_may_be_off_by_five_seconds(double seconds, string found, bool isFine)
    {
        _facts = _facts with { Now = s_now.AddSeconds(seconds) };

        var clock = await ExamineAsync("clock");

        Assert.That((clock.State, clock.Fix is null), Is.EqualTo((found, isFine)));
    }

    [Test]
    public async Task What_is_off_says_how_to_put_it_right()
    {
        _facts = _facts with { Encoding = "LATIN1", CanWrite = false };
        _source = _source with { MonthlyRequests = 1_239 };

        Assert.That((await ExamineAsync("encoding")).Fix, Does.Contain("WITH ENCODING 'UTF8'"));
        Assert.That((await ExamineAsync("rights")).State, Is.EqualTo("kasparro_etl may not write runs"));
        Assert.That((await ExamineAsync("rights")).Fix, Does.Contain("the role kasparro_etl"));
        var quota = await ExamineAsync("quota of coingecko");
        Assert.That(
            (quota.State, quota.Fix),
            Is.EqualTo(("1,234 requests this month of 1,239", "They run out on 2026-03-16: see EtlHost plan."))
        );
    }

    [Test]
    public async Task Without_its_migrations_nothing_else_is_looked_at()
    {
        _pending = ["One", "Two"];

        var lines = await ExamineAsync();

        Assert.That((lines[^1].State, lines[^1].Fix), Is.EqualTo(("2 migrations are missing", "EtlHost migrate")));
    }

    [Test]
    public async Task Changes_of_records_are_named_with_the_command_that_shows_them()
    {
        _open = 2;
        var open = await ExamineAsync("records of coingecko");
        _hold = _hold with { PausedBy = "drift 7" };
        var paused = await ExamineAsync("records of coingecko");

        Assert.That(
            (open.State, open.Fix),
            Is.EqualTo(("2 changes are open", "EtlHost drift list --source coingecko"))
        );
        Assert.That(
            (paused.State, paused.Fix),
            Is.EqualTo(("market data is paused by drift 7", "EtlHost drift show, then drift accept."))
        );
    }

    Task<DatabaseFacts> IDatabaseExaminer.ExamineAsync(CancellationToken ct) => Task.FromResult(_facts);

    Task<IReadOnlyList<string>> IDatabaseSchema.MigrateAsync(CancellationToken ct) =>
        throw new InvalidOperationException("It only looks.");

    Task<IReadOnlyList<string>> IDatabaseSchema.PendingAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>(_pending);

    Task<RequestUse> IRequestReader.ReadAsync(string source, DateTimeOffset month, CancellationToken ct) =>
        Task.FromResult(_use);

    Task<bool> ISchemaReader.IsOfAcceptedScaleAsync(string source, long rawId, CancellationToken ct) =>
        throw new NotSupportedException();

    Task<SilverHold> ISchemaReader.FindHoldAsync(string source, string transformVersion, CancellationToken ct) =>
        Task.FromResult(_hold);

    Task<IReadOnlyList<SchemaDrift>> ISchemaReader.ReadOpenAsync(string source, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SchemaDrift>>([
            .. Enumerable
                .Range(1, _open)
                .Select(id => new SchemaDrift
                {
                    DriftId = id,
                    Source = source,
                    Path = "usd",
                    From = "absent",
                    To = "present",
                    TransformVersion = "scripted/1",
                }),
        ]);

    Task<Page<DriftDetail>> ISchemaReader.ListAsync(
        DriftFilter filter,
        PageRequest<DriftPosition> page,
        CancellationToken ct
    ) => throw new NotSupportedException();

    Task<DriftDetail?> ISchemaReader.FindAsync(long driftId, CancellationToken ct) => throw new NotSupportedException();

    Task<SourceSchema?> ISchemaReader.FindSchemaAsync(string source, CancellationToken ct) =>
        throw new NotSupportedException();

    private async Task<Diagnosed> ExamineAsync(string what) => (await ExamineAsync()).Single(line => line.What == what);

    private async Task<IReadOnlyList<Diagnosed>> ExamineAsync()
    {
        var services = new ServiceCollection();
        services.AddApplication();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now));
        services.AddSingleton<IDatabaseExaminer>(this);
        services.AddSingleton<IDatabaseSchema>(this);
        services.AddSingleton<IRequestReader>(this);
        services.AddSingleton<ISchemaReader>(this);
        services.AddSingleton(new SourceCatalog([new ScriptedSource("coingecko").With(_ => _source)]));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IMediator>().Send(new ExamineInstallation());
    }
}
