using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;

namespace Kasparro.Testing.Sources;

/// <summary>For sources whose records have nothing around them.</summary>
public static class PayloadMapping
{
    public static Mapping Map(this ISource source, ReadOnlyMemory<byte> payload) =>
        source.Map(new StoredRecord(payload));

    public static IReadOnlyList<FieldOrigin> FieldsOf(this ISource source, ReadOnlyMemory<byte> payload) =>
        source.FieldsOf(new StoredRecord(payload));
}
