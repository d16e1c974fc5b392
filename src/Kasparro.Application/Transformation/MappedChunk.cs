using Kasparro.Application.Drift;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Transformation;

/// <summary>Some raw records with their mappings, in the order of their ids.</summary>
public sealed record MappedChunk(IReadOnlyList<RawRow> Rows, IReadOnlyList<Mapping> Mappings)
{
    /// <summary>One core is left to what writes the chunk before, and to PostgreSQL where it is here.</summary>
    private static readonly ParallelOptions s_cores = new()
    {
        MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1),
    };

    /// <summary>Maps on all cores but one. A mapping that throws costs its row only.</summary>
    /// <param name="hold">What is not to become market data.</param>
    public static MappedChunk Of(ISource source, IReadOnlyList<RawRow> rows, SilverHold hold)
    {
        var mappings = new Mapping[rows.Count];
        Parallel.For(0, rows.Count, s_cores, at => mappings[at] = Map(source, rows[at], hold));
        return new MappedChunk(rows, mappings);
    }

    private static Mapping Map(ISource source, RawRow row, SilverHold hold)
    {
        if (hold.Find(row.Id) is { } held)
            return new Mapping.Rejected(
                TransformFailureType.Quarantined,
                $"it was received with {held.Reason}, which no one has accepted"
            );
        try
        {
            return PlausibleTime.Enforce(source.Map(row.Record), row.Record.IngestedAt);
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
