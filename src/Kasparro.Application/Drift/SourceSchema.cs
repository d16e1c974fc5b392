using Kasparro.Domain.Drift.Profiles;

namespace Kasparro.Application.Drift;

/// <summary>What the records of a source look like.</summary>
/// <param name="Version">Of the shape that is known: paths, types, and whether they are null.</param>
/// <param name="FirstSeenAt">When records had this shape first.</param>
/// <param name="LastSeenAt">When records had it last.</param>
/// <param name="LastRunId">The run that showed it last.</param>
/// <param name="Latest">What was counted in that run.</param>
public sealed record SourceSchema(
    string Source,
    string Version,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset LastSeenAt,
    Guid LastRunId,
    SchemaProfile Latest
);
