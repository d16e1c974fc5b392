using Kasparro.Application;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.EtlHost.Telemetry;
using Kasparro.Infrastructure;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kasparro.EtlHost.Commands;

/// <summary>Composes the process, runs one command in it and returns its exit code.</summary>
internal static partial class Composition
{
    private static readonly string[] s_proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

    public static async Task<int> RunAsync(IHostCommand command, OutputFormat output, CancellationToken ct)
    {
        try
        {
            var configuration = Configuration();
            using var traces = Traces.Start(configuration);
            await using var services = Build(configuration, command, IsTable(output));
            var database = services.GetRequiredService<DatabaseStart>();
            await database.WaitAsync(ct);
            if (command.NeedsSchema && !await database.HasSchemaAsync(ct))
                return ExitCode.AllFailed;
            return await command.RunAsync(services, ct);
        }
        catch (ConfigurationException problems)
        {
            await Console.Error.WriteLineAsync(problems.Message);
            return ExitCode.BadConfiguration;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception reason) when (reason is TimeoutException || DatabaseFailure.From(reason) is not null)
        {
            var why = DatabaseFailure.From(reason)?.ToString() ?? reason.Message;
            await Console.Error.WriteLineAsync($"The database could not be used: {why}");
            return ExitCode.AllFailed;
        }
    }

    private static IConfigurationRoot Configuration()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddEnvironmentFile().Build();
        // HttpClient looks for its proxy in the environment of the process and nowhere else.
        foreach (var name in s_proxyVariables)
            Environment.SetEnvironmentVariable(name, configuration[name]);
        return configuration;
    }

    private static ServiceProvider Build(IConfiguration configuration, IHostCommand command, bool isTable)
    {
        var settings = new Settings(configuration);

        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        var logs = settings.Bind<LogSettings>();
        services.AddLogging(logging => Logs(logging, logs, isTable));
        services.AddApplication();
        services.AddInfrastructure(settings, neededSources: command.NeededSources);
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton(settings.Bind<RetrySettings>());
        services.AddSingleton<EtlPipeline>();
        AddOutput(services, isTable);
        settings.ThrowIfAnyProblem();
        var provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Composition).FullName!);
        foreach (var warning in settings.Warnings)
            LogWarning(log, warning);
        return provider;
    }

    private static void AddOutput(IServiceCollection services, bool isTable)
    {
        if (isTable)
            services.AddSingleton<IReport, TableReport>();
        else
            services.AddSingleton<LogResult>().AddSingleton<IReport, LogReport>();
        services.AddSingleton<IIngestProgress>(provider => provider.GetRequiredService<IReport>());
        services.AddSingleton<ITransformProgress>(provider => provider.GetRequiredService<IReport>());
    }

    private static void Logs(ILoggingBuilder logging, LogSettings settings, bool isTable)
    {
        logging.Configure(factory =>
            factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId
        );
        logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Npgsql", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            // Each retry and each opened circuit is one line of ours.
            .AddFilter("Polly", LogLevel.None);
        // The first query of an empty database fails; EF Core logs that and then handles it.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);
        if (isTable)
            logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new TerminalLogs());
        else
            settings.Apply(logging.AddFilter(typeof(LogResult).FullName, LogLevel.Information));
    }

    private static bool IsTable(OutputFormat output) =>
        output switch
        {
            OutputFormat.Table => true,
            OutputFormat.Json => false,
            _ => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger log, string warning);
}
