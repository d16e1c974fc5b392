using System.Text;
using Kasparro.Domain.Drift;

namespace Kasparro.UnitTests.Domain.Drift;

public sealed class FieldMoveTests
{
    [TestCase("""{"a":1.10}""", "a", "b", """{"a":1.10,"b":1.10}""")]
    [TestCase(
        """{"q":{"KRW":{"p":1e400}}}""",
        "q.KRW.p",
        "quotes.USD.price",
        """{"q":{"KRW":{"p":1e400}},"quotes":{"USD":{"price":1e400}}}"""
    )]
    [TestCase("""{"a":1}""", "x", "b", """{"a":1}""")]
    [TestCase("""{"a":1,"a":2}""", "a", "b", """{"a":1,"a":2}""")]
    [TestCase("[1]", "a", "b", "[1]")]
    public void A_value_is_read_under_another_path_with_the_digits_it_had(
        string payload,
        string from,
        string to,
        string expected
    ) =>
        Assert.That(
            Encoding.UTF8.GetString(FieldMove.Apply(Encoding.UTF8.GetBytes(payload), [new FieldMove(from, to)]).Span),
            Is.EqualTo(expected)
        );
}
