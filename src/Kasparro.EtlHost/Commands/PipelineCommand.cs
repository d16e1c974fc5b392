using Kasparro.Application.Transformation;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>run</c>, <c>ingest</c> and <c>transform</c>: the pipeline, or one half of it.</summary>
internal sealed record PipelineCommand(
    string[] Sources,
    bool Ingest,
    bool Transform,
    bool Full,
    BronzePart? Part,
    RunTrigger TriggeredBy,
    bool AcceptsFewer
) : IHostCommand
{
    public bool NeedsSchema => true;

    /// <summary>A fetch of everything leaves out what is not there; what a person names is there or an error.</summary>
    public IReadOnlyCollection<string> NeededSources => Ingest ? Sources : IHostCommand.EverySource;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var pipeline = services.GetRequiredService<EtlPipeline>();
        if (Sources.Except(pipeline.Sources).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync(
                $"--source {unknown}: this source is not enabled. Enabled: {string.Join(", ", pipeline.Sources)}."
            );
            return ExitCode.BadConfiguration;
        }

        var report = services.GetRequiredService<IReport>();
        foreach (var absent in services.GetServices<AbsentSource>())
            report.Absent(absent.Name, absent.Reason);
        var sources = TakingPart(services, Sources.Length > 0 ? [.. Sources.Distinct()] : [.. pipeline.Sources]);
        if (sources.Count == 0)
        {
            await Console.Error.WriteLineAsync("No source takes part: its line above says what it lacks.");
            return ExitCode.BadConfiguration;
        }

        var outcomes = await pipeline.RunAsync(sources, Ingest, Transform, Full, Part, TriggeredBy, AcceptsFewer, ct);
        report.Summarise(outcomes);
        report.Show(outcomes.SelectMany(outcome => FindingText.Changes(outcome.Findings)));
        var linkFailure = Transform && !ct.IsCancellationRequested ? await pipeline.LinkAsync(ct) : null;
        if (linkFailure is not null)
            report.LinkFailed(linkFailure);
        ct.ThrowIfCancellationRequested();

        var failed = outcomes.Count(outcome => outcome.Failed);
        return failed == outcomes.Count ? ExitCode.AllFailed
            : failed > 0 || linkFailure is not null ? ExitCode.SomeFailed
            : ExitCode.Ok;
    }

    /// <summary>Those that are named, without the ones that require a key and have none: these are reported.</summary>
    private List<string> TakingPart(IServiceProvider services, List<string> named)
    {
        if (!Ingest)
            return named;

        var settings = new Settings(services.GetRequiredService<IConfiguration>());
        foreach (var module in SourceModules.All.Where(module => named.Contains(module.Name)))
            if (module.MissingKey(settings) is { } reason)
            {
                services.GetRequiredService<IReport>().Absent(module.Name, reason);
                named.Remove(module.Name);
            }

        return named;
    }
}
