namespace Kasparro.Domain.MarketData;

/// <summary>The seven fields that a source finds in a payload, before anything is judged.</summary>
/// <param name="LastUpdated">The field itself, for messages.</param>
/// <param name="Instant">What the source reads it as: only the source knows its formats and its zone.</param>
public readonly record struct ObservationFields(
    Field Id,
    Field Symbol,
    Field Name,
    Field Price,
    Field MarketCap,
    Field Volume24h,
    Field LastUpdated,
    TimestampReading Instant
)
{
    /// <summary>An observation where every rule holds, else the first reason why there is none.</summary>
    public Mapping ToMapping() => ObservationRules.Apply(in this);
}
