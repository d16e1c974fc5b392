namespace Kasparro.Domain.MarketData;

/// <summary>
/// What a raw row says: an observation, the reason why it gives none, or that it was never meant to give one.
/// </summary>
public abstract record Mapping
{
    private Mapping() { }

    public sealed record Accepted(Observation Observation) : Mapping
    {
        /// <summary>Optional values that are there and cannot be read: each is null, and the row stays.</summary>
        public int UnreadableValues { get; init; }
    }

    /// <param name="Kind">The class of the reason, for counting.</param>
    /// <param name="Reason">One sentence that names the field and the value.</param>
    public sealed record Rejected(TransformFailureType Kind, string Reason) : Mapping;

    /// <summary>
    /// Nothing is wrong with the row and nothing is missing: it is about something else than a price in US dollars,
    /// such as a pair against another currency. Counted, and no failure.
    /// </summary>
    /// <param name="Reason">One sentence that names the field and the value.</param>
    public sealed record NotApplicable(string Reason) : Mapping;
}
