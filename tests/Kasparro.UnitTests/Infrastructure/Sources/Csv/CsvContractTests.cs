using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv;
using Kasparro.Testing;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>
/// Stored rows with one value changed, as <see cref="Recorded.SourceValueTests"/> changes responses of an API; a file
/// is no JSON.
/// </summary>
public sealed class CsvContractTests : IAsyncDisposable
{
    private static readonly string[] s_payloads =
    [
        """
            {"SNo":"1","Name":"Bitcoin","Symbol":"BTC","Date":"2013-04-29 23:59:59",
            "High":"147.4","Low":"134.0","Open":"134.4","Close":"144.5399932861328",
            "Volume":"12.5","Marketcap":"1603768864.5"}
            """,
        """
            {"Date":"Nov 07, 2017","Close":"8.3e-05","Market Cap":"-",
            "Symbol":"doge","Name":"Dogecoin","column_6":"x"}
            """,
    ];

    private readonly SourceBench _bench = new(new CsvModule(), new Dictionary<string, string?>());

    private ISource Source => _bench.Source;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Test]
    public void Every_row_gives_an_observation() =>
        Assert.That(s_payloads.Select(Map), Is.All.TypeOf<Mapping.Accepted>());

    [Test, EdgeCase(8), EdgeCase(22)]
    public void A_field_that_is_missing_or_null_gives_a_row_or_a_reason()
    {
        foreach (var payload in s_payloads)
        foreach (var path in PayloadVariants.Paths(payload))
        {
            AssertRowOrReason(PayloadVariants.Without(payload, path));
            AssertRowOrReason(PayloadVariants.With(payload, path, "null"));
        }
    }

    [Test, EdgeCase(1), EdgeCase(2), EdgeCase(3), EdgeCase(4), EdgeCase(5), EdgeCase(6)]
    public void An_extreme_number_is_kept_digit_for_digit_or_refused_with_a_reason() =>
        AssertRowsOrReasons(HostileValues.ExtremeNumbers.Select(lexeme => $"\"{lexeme}\""));

    /// <summary>A decimal comma is one: CsvNumberTests.</summary>
    [Test, EdgeCase(45)]
    public void What_is_not_a_number_is_never_taken_for_one() =>
        AssertRowsOrReasons(HostileValues.NotNumbers.Where(json => json != "\"1,5\""));

    [Test, EdgeCase(39), EdgeCase(40), EdgeCase(41), EdgeCase(43), EdgeCase(45)]
    public void Odd_texts_give_a_row_or_a_reason_that_can_be_stored() =>
        AssertRowsOrReasons(HostileValues.OddTexts.Append($"\"{new string('x', 10_000)}\""));

    [Test, EdgeCase(24)]
    public void Unknown_columns_change_nothing()
    {
        foreach (var payload in s_payloads)
            Assert.That(
                Map(PayloadVariants.With(payload, "a_key_of_tomorrow", """{"price":[1,{"id":"x"}]}""")),
                Is.EqualTo(Map(payload))
            );
    }

    private Mapping Map(string payload) => Source.Map(Encoding.UTF8.GetBytes(payload));

    private void AssertRowsOrReasons(IEnumerable<string> values)
    {
        foreach (var value in values)
        foreach (var path in PayloadVariants.ScalarPaths(s_payloads[0]))
            AssertRowOrReason(PayloadVariants.With(s_payloads[0], path, value));
    }

    private void AssertRowOrReason(string payload)
    {
        var mapping = Map(payload);
        MappingAssert.ReasonIsStorable(payload, mapping);
        MappingAssert.NumbersAreAsWritten(payload, mapping);
    }
}
