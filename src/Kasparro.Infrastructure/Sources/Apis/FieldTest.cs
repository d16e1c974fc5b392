using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>Which records are about a price in US dollars at all, where a list holds others too.</summary>
/// <param name="Place">Where a record says what it is about.</param>
/// <param name="Values">What it says then.</param>
internal sealed record FieldTest(FieldPlace Place, params string[] Values)
{
    /// <summary>Null where the record is, else what it is instead.</summary>
    public Mapping? Judge(Field field)
    {
        if (field is { Kind: FieldKind.Text, Text: { Length: > 0 } text })
            return Values.Contains(text)
                ? null
                : new Mapping.NotApplicable(
                    Domain.Bronze.StorableText.Of($"{field.Name} is '{text}', not {string.Join(" or ", Values)}")
                );
        return new Mapping.Rejected(TransformFailureType.MissingField, $"{field.Name} is {field.Absence}");
    }
}
