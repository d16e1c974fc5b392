using Kasparro.Application.Transformation;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using Kasparro.Infrastructure.Sources;
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
        if (pipeline.Sources.Count == 0)
        {
            await Console.Error.WriteLineAsync("No enabled source can take part: see why above.");
            return ExitCode.BadConfiguration;
        }

        var outcomes = await pipeline.RunAsync(
            Sources.Length > 0 ? [.. Sources.Distinct()] : pipeline.Sources,
            Ingest,
            Transform,
            Full,
            Part,
            TriggeredBy,
            AcceptsFewer,
            ct
        );
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
}
