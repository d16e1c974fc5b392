using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.RunChecks;

/// <summary>How a source stands.</summary>
/// <param name="LastSuccessAt">When the last successful run committed.</param>
/// <param name="Running">The run that is at work.</param>
/// <param name="TransformedAt">When its market data were last derived.</param>
public sealed record SourceStanding(DateTimeOffset? LastSuccessAt, RunFacts? Running, DateTimeOffset? TransformedAt);
