using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Transformation;

/// <summary>Some raw records with their mappings, in the order of their ids.</summary>
public sealed record MappedChunk(IReadOnlyList<RawRow> Rows, IReadOnlyList<Mapping> Mappings)
{
    /// <summary>Maps on all cores. A mapping that throws costs its row only.</summary>
    public static MappedChunk Of(ISource source, IReadOnlyList<RawRow> rows)
    {
        var mappings = new Mapping[rows.Count];
        Parallel.For(0, rows.Count, at => mappings[at] = Map(source, rows[at]));
        return new MappedChunk(rows, mappings);
    }

    private static Mapping Map(ISource source, RawRow row)
    {
        try
        {
            return PlausibleTime.Enforce(source.Map(row.Payload), row.ReceivedAt);
        }
        catch (Exception bug)
        {
            return new Mapping.Rejected(
                TransformFailureType.MappingError,
                $"mapping threw {bug.GetType().Name}: {bug.Message}"
            );
        }
    }
}
