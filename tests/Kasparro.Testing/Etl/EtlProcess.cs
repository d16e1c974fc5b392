using Kasparro.Application;
using Kasparro.Application.Identity;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Testing.Database;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kasparro.Testing.Etl;

/// <summary>
/// The product's own services over a test database: what one ETL process is, with the sources a test gives it.
/// </summary>
public sealed class EtlProcess : IAsyncDisposable, IIngestProgress, ITransformProgress
{
    private readonly ServiceProvider _services;

    private EtlProcess(
        string connectionString,
        IReadOnlyDictionary<string, string?> settings,
        ISource[] sources,
        TimeProvider time
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddInMemoryCollection([new("DATABASE_URL", connectionString)])
            .Build();
        var read = new Settings(configuration);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(time);
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddApplication();
        services.AddInfrastructure(read);
        services.AddSingleton<IIngestProgress>(this);
        services.AddSingleton<ITransformProgress>(this);
        if (sources.Length > 0)
        {
            services.RemoveAll<ISource>();
            foreach (var source in sources)
                services.AddSingleton(source);
        }

        read.ThrowIfAnyProblem();
        _services = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
    }

    public LogRecorder Log { get; } = new();

    public IServiceProvider Services => _services;

    /// <summary>Called after each staged page.</summary>
    public Action<string, int> OnStaged { get; set; } = (_, _) => { };

    /// <summary>Called after each chunk written to Silver.</summary>
    public Action<string, int> OnDerived { get; set; } = (_, _) => { };

    /// <summary>A process with these sources instead of the product's.</summary>
    public static EtlProcess With(TestDatabase database, params ISource[] sources) =>
        With(database, TimeProvider.System, sources);

    public static EtlProcess With(TestDatabase database, TimeProvider time, params ISource[] sources) =>
        new(database.ConnectionString, new Dictionary<string, string?>(), sources, time);

    /// <summary>Settings by which changes of a source hold nothing back.</summary>
    public static IReadOnlyDictionary<string, string?> Serving(string source) =>
        new Dictionary<string, string?> { ["DRIFT_POLICY"] = $"{source}=warn" };

    /// <summary>A process with settings of its own.</summary>
    public static EtlProcess With(
        TestDatabase database,
        TimeProvider time,
        IReadOnlyDictionary<string, string?> settings,
        params ISource[] sources
    ) => new(database.ConnectionString, settings, sources, time);

    /// <summary>A process that reaches the database through a network that the test can cut.</summary>
    public static EtlProcess Through(CuttingProxy network, TimeProvider time, params ISource[] sources) =>
        new(network.ConnectionString, new Dictionary<string, string?>(), sources, time);

    /// <summary>A process with the product's own sources, set as the environment would set them.</summary>
    public static EtlProcess Configured(TestDatabase database, IReadOnlyDictionary<string, string?> settings) =>
        new(database.ConnectionString, settings, [], TimeProvider.System);

    public Task<IngestResult> IngestAsync(
        string source,
        RunTrigger triggeredBy = RunTrigger.Manual,
        bool acceptsFewer = false,
        CancellationToken ct = default
    ) => _services.GetRequiredService<IMediator>().Send(new IngestSource(source, triggeredBy, acceptsFewer), ct);

    /// <summary>As the product does it: assets are linked when sources are transformed.</summary>
    public async Task<TransformResult> TransformAsync(
        string source,
        bool full = false,
        BronzePart? part = null,
        bool link = true,
        CancellationToken ct = default
    )
    {
        var result = await SendAsync(new TransformSource(source, full, part), ct);
        if (link && result is { Failure: null, LockedBy: null })
            await LinkAsync(ct);
        return result;
    }

    public Task<LinkResult> LinkAsync(CancellationToken ct = default) => SendAsync(new LinkAssets(), ct);

    public async Task<TransformResult> RunAsync(string source, bool link = true, CancellationToken ct = default)
    {
        await IngestAsync(source, ct: ct);
        return await TransformAsync(source, link: link, ct: ct);
    }

    public Task<SilverVerification> VerifyAsync(BronzePart? part = null, CancellationToken ct = default) =>
        _services.GetRequiredService<IMediator>().Send(new VerifySilver(part), ct);

    /// <summary>Any query of the product.</summary>
    public Task<T> SendAsync<T>(IRequest<T> query, CancellationToken ct = default) =>
        _services.GetRequiredService<IMediator>().Send(query, ct);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    void IIngestProgress.Staged(string source, int page, int? pages, long fetched) => OnStaged(source, page);

    void IIngestProgress.Backfilled(string source, string coin, int number, int coins, IngestResult result) { }

    void IIngestProgress.Waiting(string source, string cause, TimeSpan pause) { }

    void ITransformProgress.Transformed(string source, int rows, double? share) => OnDerived(source, rows);
}
