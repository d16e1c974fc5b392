namespace Kasparro.Domain.MarketData;

/// <summary>What a raw row says: an observation, or the reason why it gives none.</summary>
public abstract record Mapping
{
    private Mapping() { }

    public sealed record Accepted(Observation Observation) : Mapping;

    /// <param name="Kind">The class of the reason, for counting.</param>
    /// <param name="Reason">One sentence that names the field and the value.</param>
    public sealed record Rejected(TransformFailureType Kind, string Reason) : Mapping;
}
