namespace Kasparro.Application.Transformation;

/// <summary>
/// A part of Bronze to transform or to verify again. It is widened to all that its ids at the source say, because a
/// statement has its place among the others about the same instant.
/// </summary>
public abstract record BronzePart
{
    private BronzePart() { }

    /// <summary>Raw rows that gave no market data.</summary>
    public sealed record Failures : BronzePart;

    /// <summary>Raw rows that market data of one asset comes from.</summary>
    public sealed record OfAsset(Guid AssetId) : BronzePart;

    /// <summary>One raw row of each source.</summary>
    public sealed record OfRow(long RawId) : BronzePart;

    /// <summary>Raw rows that were received between two times, both included; null for no limit.</summary>
    public sealed record Received(DateTimeOffset? From, DateTimeOffset? To) : BronzePart;
}
