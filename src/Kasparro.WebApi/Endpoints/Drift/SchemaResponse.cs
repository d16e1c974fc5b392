using Kasparro.Application.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Drift;

/// <summary>What the records of a source look like.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="Version" example="5f0c1e6a7d3b9a42">Of the shape that is known; the same shape has the same
/// version.</param>
/// <param name="FirstSeenAt">When records had this shape first.</param>
/// <param name="LastSeenAt">When records had it last.</param>
/// <param name="LastRunId">The run that showed it last; what follows was counted in it.</param>
/// <param name="Rows" example="250">Records of that run.</param>
/// <param name="Paths">Every path of its records.</param>
internal sealed record SchemaResponse(
    string Source,
    string Version,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset LastSeenAt,
    Guid LastRunId,
    long Rows,
    IReadOnlyList<SchemaPathResponse> Paths
) : ApiResponse
{
    public static SchemaResponse Of(SourceSchema schema) =>
        new(
            schema.Source,
            schema.Version,
            schema.FirstSeenAt,
            schema.LastSeenAt,
            schema.LastRunId,
            schema.Latest.Rows,
            [
                .. schema
                    .Latest.Paths.OrderBy(path => path.Key, StringComparer.Ordinal)
                    .Select(path => SchemaPathResponse.Of(path.Key, path.Value)),
            ]
        );
}

/// <summary>One path of the records.</summary>
/// <param name="Path" example="quotes.USD.price">Names joined by points; [] for the elements of an array, * for names
/// that are data.</param>
/// <param name="Presence" example="1">Share of the records that have it.</param>
/// <param name="NullShare" example="0.02">Share of null among these.</param>
/// <param name="Types">Types of its values, the most frequent first.</param>
/// <param name="Formats">Formats of its texts and numbers, the most frequent first; without those of no special
/// format.</param>
/// <param name="Log10Min" example="-8">The lowest power of ten of its numbers; null without numbers other than
/// 0.</param>
/// <param name="Log10Max" example="4">The highest one.</param>
internal sealed record SchemaPathResponse(
    string Path,
    double Presence,
    double NullShare,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Formats,
    int? Log10Min,
    int? Log10Max
)
{
    public static SchemaPathResponse Of(string path, PathCounts counts) =>
        new(
            path,
            Math.Round(counts.Presence, 6),
            Math.Round(counts.NullShare, 6),
            [.. counts.Types.OrderByDescending(type => type.Value).Select(type => EnumWords.Of(type.Key))],
            [
                .. counts
                    .Formats.Where(format => format.Key != ValueFormat.Other)
                    .OrderByDescending(format => format.Value)
                    .Select(format => EnumWords.Of(format.Key)),
            ],
            counts.Decades.Count == 0 ? null : counts.Decades.Keys.Min(),
            counts.Decades.Count == 0 ? null : counts.Decades.Keys.Max()
        );
}
