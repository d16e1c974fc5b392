using Kasparro.Application.Assets;
using Kasparro.Application.Changes;
using Kasparro.Application.Diagnosis;
using Kasparro.Application.Drift;
using Kasparro.Application.Explanation;
using Kasparro.Application.Failures;
using Kasparro.Application.Findings;
using Kasparro.Application.Identity;
using Kasparro.Application.Ingestion;
using Kasparro.Application.MarketData;
using Kasparro.Application.Quotas;
using Kasparro.Application.Retention;
using Kasparro.Application.RunChecks;
using Kasparro.Application.Runs;
using Kasparro.Application.Schema;
using Kasparro.Application.Sources;
using Kasparro.Application.Status;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Assets;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Changes;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Diagnosis;
using Kasparro.Infrastructure.Postgres.Distribution;
using Kasparro.Infrastructure.Postgres.Drift;
using Kasparro.Infrastructure.Postgres.Explanation;
using Kasparro.Infrastructure.Postgres.Failures;
using Kasparro.Infrastructure.Postgres.Findings;
using Kasparro.Infrastructure.Postgres.Identity;
using Kasparro.Infrastructure.Postgres.Ingestion;
using Kasparro.Infrastructure.Postgres.MarketData;
using Kasparro.Infrastructure.Postgres.Migrations;
using Kasparro.Infrastructure.Postgres.Quotas;
using Kasparro.Infrastructure.Postgres.Retention;
using Kasparro.Infrastructure.Postgres.RunChecks;
using Kasparro.Infrastructure.Postgres.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Status;
using Kasparro.Infrastructure.Postgres.Transformation;
using Kasparro.Infrastructure.Postgres.Verification;
using Kasparro.Infrastructure.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure;

/// <summary>
/// The one place where Infrastructure joins a host. Problems are collected in <see cref="Settings"/>, for the host to
/// report together.
/// </summary>
public static class InfrastructureRegistration
{
    /// <param name="services">The host's.</param>
    /// <param name="settings">Collects the problems.</param>
    /// <param name="use">What the host does with the database.</param>
    /// <param name="sourceSettings">Collects those of the sources' own settings, for a host that only describes sources
    /// and works without them.</param>
    /// <param name="neededSources">Those that are registered even where there is nothing to fetch from.</param>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services,
        Settings settings,
        DatabaseUse use = DatabaseUse.Work,
        Settings? sourceSettings = null,
        IReadOnlyCollection<string>? neededSources = null
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSources(settings, sourceSettings ?? settings, neededSources ?? []);
        return services.AddPostgres(settings, use);
    }

    /// <summary>For a host that caches pages: it is notified of every commit.</summary>
    public static IServiceCollection AddCommitListener(this IServiceCollection services) =>
        services.AddHostedService<CommitListener>();

    private static void AddSources(
        this IServiceCollection services,
        Settings settings,
        Settings sourceSettings,
        IReadOnlyCollection<string> needed
    )
    {
        var enabled = settings.Bind<SourceSettings>().Enabled;
        var known = string.Join(", ", SourceModules.All.Select(module => module.Name));
        foreach (var unknown in enabled.Where(name => SourceModules.All.All(module => module.Name != name)))
            settings.Report(
                SourceSettings.Variable,
                $"names '{unknown}', which is no source; known are {known}",
                "coingecko,csv"
            );
        if (enabled.Length == 0)
            settings.Report(SourceSettings.Variable, "names no source", "coingecko,coinpaprika,csv");

        var areNamed = settings.IsSet(SourceSettings.Variable);
        foreach (var module in SourceModules.All.Where(module => enabled.Contains(module.Name)))
            if (
                !needed.Contains(module.Name)
                && AbsentSource.Of(module, settings, areNamed, fetches: sourceSettings == settings) is { } absent
            )
                services.AddSingleton(absent);
            else
                module.Register(services, sourceSettings);
        services.AddSingleton(provider => new SourceCatalog(
            provider
                .GetServices<ISource>()
                .Select(source => new TracedSource(source, provider.GetRequiredService<ILogger<TracedSource>>()))
        ));
    }

    private static IServiceCollection AddPostgres(this IServiceCollection services, Settings settings, DatabaseUse use)
    {
        if (ConnectionString.From(settings.Bind<DatabaseSettings>(), settings) is not { } connectionString)
            return services;

        services.AddSingleton(provider =>
            DataSources.Open(connectionString, use, provider.GetService<ILoggerFactory>())
        );
        services.AddSingleton(provider => new SessionCheck(provider.GetRequiredService<KasparroDatabase>()));
        if (use == DatabaseUse.Reads)
            services.AddHostedService<SessionCheckAtStart>();
        services.AddSingleton(ProcessIdentity.Current());
        services.AddSingleton(BronzeTable.All);
        services.AddSingleton<IDatabaseSchema, DatabaseMigrator>();
        services.AddSingleton<IDatabaseDistribution, DatabaseDistributor>();
        services.AddSingleton(settings.Bind<DriftSettings>().Read(settings));
        services.AddSingleton<RunStore>();
        services.AddSingleton<IRunStore>(provider => new TracedRunStore(
            provider.GetRequiredService<RunStore>(),
            provider.GetRequiredService<ILogger<TracedRunStore>>()
        ));
        services.AddSingleton<IBackfillReader, BackfillReader>();
        services.AddSingleton<BronzeReader>();
        services.AddSingleton<IBronzeReader>(provider => provider.GetRequiredService<BronzeReader>());
        services.AddSingleton<SilverStore>();
        services.AddSingleton<ISilverStore>(provider => new TracedSilverStore(
            provider.GetRequiredService<SilverStore>()
        ));
        services.AddSingleton<IAssetLinker, AssetLinker>();
        services.AddSingleton<IIdentityReader, IdentityReader>();
        services.AddSingleton<ISilverShadow, SilverShadow>();
        services.AddSingleton<IBronzeVerifier, BronzeVerifier>();
        services.AddSingleton<ISilverVersionReader, SilverVersionReader>();
        services.AddSingleton<SilverVersion>();
        services.AddSingleton<ISilverVersion>(provider => provider.GetRequiredService<SilverVersion>());
        services.AddSingleton<IMarketDataReader, MarketDataReader>();
        services.AddSingleton<IChangeReader, ChangeReader>();
        services.AddSingleton<IExplanationReader, ExplanationReader>();
        services.AddSingleton<AssetIndex>();
        services.AddSingleton<IAssetReader, AssetReader>();
        services.AddSingleton<IFailureReader, FailureReader>();
        services.AddSingleton<IRunReader, RunReader>();
        services.AddSingleton<IStatusReader, StatusReader>();
        services.AddSingleton<IRunHistory, RunHistory>();
        services.AddSingleton<IDatabaseExaminer, DatabaseExaminer>();
        services.AddSingleton<IRequestReader, RequestCounts>();
        services.AddSingleton<ISchemaReader, SchemaReader>();
        services.AddSingleton<ISchemaStore, SchemaStore>();
        services.AddSingleton<IFindingStore, FindingStore>();
        services.AddSingleton<IFindingReader, FindingReader>();
        services.AddSingleton<IRetentionStore, RetentionStore>();
        services.AddSingleton(settings.Bind<RetentionSettings>().Read(settings));
        return services;
    }
}
