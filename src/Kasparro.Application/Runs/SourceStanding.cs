using Kasparro.Domain.Quality;

namespace Kasparro.Application.Runs;

/// <summary>How a source stands.</summary>
/// <param name="LastSuccessAt">When the last successful run committed.</param>
/// <param name="Running">The run that is at work.</param>
/// <param name="DerivedAt">When its market data were last derived.</param>
public sealed record SourceStanding(DateTimeOffset? LastSuccessAt, RunFacts? Running, DateTimeOffset? DerivedAt);
