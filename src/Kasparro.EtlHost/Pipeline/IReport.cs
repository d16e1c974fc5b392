using Kasparro.Application.Identity;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Status;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;

namespace Kasparro.EtlHost.Pipeline;

/// <summary>The output of the process: a table for people, events for machines.</summary>
internal interface IReport : IIngestProgress, ITransformProgress
{
    Task<IReadOnlyList<SourceOutcome>> WatchAsync(
        IReadOnlyCollection<string> sources,
        Func<Task<SourceOutcome[]>> work
    );

    /// <summary>A source that was left out, and why.</summary>
    void Absent(string source, string reason);

    /// <summary>A source whose run failed, and which is tried once more after a pause.</summary>
    void Retrying(string source, RunFailure failure, TimeSpan pause);

    void Ended(SourceOutcome outcome);

    void Summarise(IReadOnlyList<SourceOutcome> outcomes);

    /// <summary>Which listings are one asset now.</summary>
    void Linked(LinkResult result);

    void LinkFailed(string reason);

    void Status(IReadOnlyList<SourceStats> sources);

    /// <summary>Lines of text, as they are.</summary>
    void Show(IEnumerable<string> lines);

    void BronzeVerification(BronzeVerification verification);

    void Verification(SilverVerification verification);
}
