using Kasparro.Application.Transformation;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Counts the raw rows of a transformation, and leaves out what is not kept.</summary>
/// <param name="pricesFrom">The instant from which prices are kept; null where all are.</param>
internal sealed class ReadRows(DateTimeOffset? pricesFrom)
{
    public long Read { get; private set; }

    /// <summary>Those that were never meant to give market data.</summary>
    public long NotApplicable { get; private set; }

    /// <summary>Those about an instant from before the limit.</summary>
    public long Expired { get; private set; }

    /// <summary>The last row of both kinds, which leaves neither market data nor a failure; 0 for none.</summary>
    public long LastWithoutOutcome { get; private set; }

    /// <summary>Market caps and volumes that could not be read.</summary>
    public long UnreadableValues { get; private set; }

    /// <summary>The newest instant that any row is about.</summary>
    public DateTimeOffset? Newest { get; private set; }

    public void Count(MappedChunk chunk)
    {
        Read += chunk.Rows.Count;
        for (var at = 0; at < chunk.Rows.Count; at++)
            if (chunk.Mappings[at] is Mapping.NotApplicable)
            {
                NotApplicable++;
                LastWithoutOutcome = Math.Max(LastWithoutOutcome, chunk.Rows[at].Id);
            }
            else if (chunk.Mappings[at] is Mapping.Accepted { Observation.LastUpdated: var instant } accepted)
            {
                UnreadableValues += accepted.UnreadableValues;
                Newest = instant <= Newest ? Newest : instant;
            }
    }

    /// <summary>The observations that are kept; those that are not are counted.</summary>
    public List<StagedObservation> WithoutExpired(List<StagedObservation> accepted)
    {
        if (pricesFrom is not { } from)
            return accepted;
        var kept = accepted.FindAll(staged => staged.Observation.LastUpdated >= from);
        if (kept.Count == accepted.Count)
            return accepted;
        Expired += accepted.Count - kept.Count;
        var last = accepted.FindLast(staged => staged.Observation.LastUpdated < from);
        LastWithoutOutcome = Math.Max(LastWithoutOutcome, last.RawId);
        return kept;
    }
}
