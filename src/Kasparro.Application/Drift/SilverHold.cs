using Kasparro.Domain.Drift;

namespace Kasparro.Application.Drift;

/// <summary>What of a source's Bronze does not become market data, because of changes that no one accepted.</summary>
/// <param name="PausedBy">The change that market data waits for, in words; null where it waits for none.</param>
/// <param name="UpTo">The last raw id that is transformed; null for no limit.</param>
/// <param name="Quarantined">Raw ids that give transform failures.</param>
public sealed record SilverHold(string? PausedBy, long? UpTo, IReadOnlyList<QuarantinedRows> Quarantined)
{
    public static readonly SilverHold None = new(null, null, []);

    /// <summary>The open change of its prices by a common factor, where that holds rows back; else null.</summary>
    public SchemaDrift? PriceShift { get; init; }

    /// <summary>The change with which a row was received, where it is quarantined; else null.</summary>
    public QuarantinedRows? Find(long rawId)
    {
        foreach (var rows in Quarantined)
            if (rawId >= rows.FirstRawId && rawId <= rows.LastRawId)
                return rows;
        return null;
    }
}
