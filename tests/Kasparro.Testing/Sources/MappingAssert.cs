using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;

namespace Kasparro.Testing.Sources;

/// <summary>What holds for the mapping of any payload.</summary>
public static class MappingAssert
{
    /// <summary>A reason is there, can be stored, and is no defect of the mapping.</summary>
    public static void ReasonIsStorable(string payload, Mapping mapping)
    {
        if (mapping is not Mapping.Rejected rejected)
            return;
        Assert.That(
            rejected.Reason,
            Is.Not.Empty.And.Matches<string>(reason => StorableText.IsStorable(reason)),
            payload
        );
        Assert.That(rejected.Kind, Is.Not.EqualTo(TransformFailureType.MappingError), payload);
    }

    /// <summary>Each number of the observation is one of the payload, digit for digit.</summary>
    public static void NumbersAreAsWritten(string payload, Mapping mapping)
    {
        if (mapping is not Mapping.Accepted { Observation: var seen })
            return;
        NumberLexeme?[] numbers = [seen.PriceUsd, seen.MarketCapUsd, seen.Volume24hUsd];
        Assert.That(
            numbers.OfType<NumberLexeme>().Select(number => number.Text).Distinct(),
            Is.SubsetOf(PayloadVariants.Scalars(payload)),
            payload
        );
    }
}
