using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Apis;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>A record in another currency is left out; one that does not say its currency is rejected.</summary>
public sealed class FieldTestTests
{
    private static readonly FieldTest s_isUsd = new("quote", "USD", "ZUSD");

    [TestCase("USD"), TestCase("ZUSD")]
    public void A_record_in_US_dollars_is_one(string quote) =>
        Assert.That(s_isUsd.Judge(Field.OfText("quote", quote)), Is.Null);

    [Test]
    public void A_record_in_another_currency_is_not_applicable() =>
        Assert.That(
            s_isUsd.Judge(Field.OfText("quote", "EUR")),
            Is.EqualTo(new Mapping.NotApplicable("quote is 'EUR', not USD or ZUSD"))
        );

    [Test]
    public void A_record_that_does_not_say_its_currency_is_rejected()
    {
        foreach (var field in new[] { Field.OfText("quote", ""), Field.Null("quote"), Field.OfNumber("quote", "1") })
            Assert.That(
                s_isUsd.Judge(field),
                Is.EqualTo(new Mapping.Rejected(TransformFailureType.MissingField, $"quote is {field.Absence}"))
            );
    }
}
