using System.Text;
using Kasparro.Domain.MarketData;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.MarketData;

public sealed class ObservationRulesTests
{
    private static readonly ObservationFields s_good = RejectedFields.Good;

    [Test, Promise(9)]
    public void Where_every_rule_holds_there_is_an_observation_with_the_digits_that_were_sent() =>
        Assert.That(
            s_good.ToMapping(),
            Is.EqualTo(
                new Mapping.Accepted(
                    new Observation(
                        "bitcoin",
                        "btc",
                        "Bitcoin",
                        Number("97321.10"),
                        Number("1.9e12"),
                        Number("0"),
                        RejectedFields.Instant
                    )
                )
            )
        );

    [TestCase(FieldKind.Missing)]
    [TestCase(FieldKind.Null)]
    public void A_market_cap_or_volume_that_is_absent_stays_absent(FieldKind kind)
    {
        var observation = (
            (Mapping.Accepted)
                (
                    s_good with
                    {
                        MarketCap = new("market_cap", kind, null),
                        Volume24h = new("total_volume", kind, null),
                    }
                ).ToMapping()
        ).Observation;
        Assert.That(
            (observation.MarketCapUsd, observation.Volume24hUsd),
            Is.EqualTo(((NumberLexeme?)null, (NumberLexeme?)null))
        );
    }

    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("0.00")]
    public void A_market_cap_or_volume_of_nothing_is_a_value(string nothing)
    {
        var observation = (
            (Mapping.Accepted)
                (
                    s_good with
                    {
                        MarketCap = Field.OfNumber("market_cap", nothing),
                        Volume24h = Field.OfNumber("total_volume", nothing),
                    }
                ).ToMapping()
        ).Observation;
        Assert.That((observation.MarketCapUsd?.Text, observation.Volume24hUsd?.Text), Is.EqualTo((nothing, nothing)));
    }

    [TestCaseSource(typeof(RejectedFields), nameof(RejectedFields.All)), Promise(10)]
    public void A_rule_that_does_not_hold_is_a_reason(
        ObservationFields fields,
        TransformFailureType kind,
        string reason
    ) => Assert.That(fields.ToMapping(), Is.EqualTo(new Mapping.Rejected(kind, reason)));

    [Test]
    public void Every_text_is_kept_up_to_its_limit_in_bytes()
    {
        var fields = s_good with
        {
            Id = Field.OfText("id", new string('é', 128)),
            Symbol = Field.OfText("symbol", new string('é', 64)),
            Name = Field.OfText("name", string.Concat(Enumerable.Repeat("😀", 128))),
        };
        var observation = ((Mapping.Accepted)fields.ToMapping()).Observation;
        Assert.That(
            new[] { observation.SourceAssetId, observation.Symbol, observation.Name }.Select(
                Encoding.UTF8.GetByteCount
            ),
            Is.EqualTo(new[] { 256, 128, 512 })
        );
    }

    [Test]
    public void Of_several_reasons_the_first_is_given()
    {
        var nothing = new ObservationFields(
            Field.OfText("id", "x"),
            Field.OfText("symbol", "X"),
            Field.Missing("name"),
            Field.Null("price"),
            Field.OfNumber("cap", "-1"),
            default,
            Field.Null("time"),
            default
        );
        Assert.That(
            nothing.ToMapping(),
            Is.EqualTo(new Mapping.Rejected(TransformFailureType.MissingField, "name is missing"))
        );
    }

    [Test]
    public void An_identity_is_kept_as_it_was_sent_with_its_spaces_and_case()
    {
        var observation = (
            (Mapping.Accepted)
                (
                    s_good with
                    {
                        Symbol = Field.OfText("symbol", " bTc "),
                        Name = Field.OfText("name", " Bitcoin\t"),
                    }
                ).ToMapping()
        ).Observation;
        Assert.That((observation.Symbol, observation.Name), Is.EqualTo((" bTc ", " Bitcoin\t")));
    }

    private static NumberLexeme Number(string text) => NumberLexeme.Read(text).Number!.Value;
}
