using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Testing.Sources;

/// <summary>
/// What holds for the payloads of every source. A source's tests are a subclass that names its module and its payloads.
/// </summary>
public abstract class SourceContract(ISourceModule module) : IAsyncDisposable
{
    private SourceBench _bench = null!;

    /// <summary>Generated payloads that give an observation each.</summary>
    protected abstract IReadOnlyList<string> Payloads { get; }

    /// <summary>
    /// Patterns of recorded responses, such as <c>coingecko/markets_*.json</c>; empty where there are none.
    /// </summary>
    protected virtual string[] Recorded => [];

    /// <summary>What the source cannot be made without.</summary>
    protected virtual IReadOnlyDictionary<string, string?> RequiredSettings => new Dictionary<string, string?>();

    /// <summary>A number as the source writes it in its JSON: bare, or as text where its numbers are texts.</summary>
    protected virtual string NumberAsJson(string lexeme) => lexeme;

    /// <summary>False for a value that this source alone writes numbers like.</summary>
    protected virtual bool IsNotANumberHere(string json) => true;

    /// <summary>
    /// False for a source whose numbers are rewritten by its rules (1,234 to 1234), which then needs its own test.
    /// </summary>
    protected virtual bool KeepsNumbersAsWritten => true;

    protected ISource Source => _bench.Source;

    protected ISourceModule Module { get; } = module;

    [OneTimeSetUp]
    public void MakeSource() => _bench = new SourceBench(Module, RequiredSettings);

    [OneTimeTearDown]
    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Test]
    public void It_describes_itself_under_its_own_name()
    {
        Assert.That(Source.Description.Name, Is.EqualTo(Module.Name));
        Assert.That(Source.Description.TransformVersion, Does.StartWith(Module.Name + "/"));
        Assert.That(Source.Description.TimeLimit, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(Source.Description.Cadence, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void Every_generated_payload_gives_an_observation()
    {
        Assert.That(Payloads, Is.Not.Empty);
        Assert.That(Payloads.Select(Map), Is.All.TypeOf<Mapping.Accepted>());
    }

    [Test]
    public void Every_recorded_payload_gives_an_observation_or_a_reason()
    {
        if (Recorded.Length == 0)
            Assert.Ignore("This source has no recorded payloads.");
        var mappings = RecordedData
            .Files(Recorded)
            .SelectMany(RecordedData.Records)
            .Select(payload => (Payload: payload, Mapping: Map(payload)))
            .ToList();

        foreach (
            var reason in mappings.GroupBy(row =>
                row.Mapping is Mapping.Rejected rejected ? rejected.Kind.ToString() : "accepted"
            )
        )
            TestContext.Out.WriteLine($"{reason.Key}: {reason.Count()}");
        Assert.That(mappings, Is.Not.Empty);
        Assert.That(mappings.Select(row => row.Mapping), Has.Some.TypeOf<Mapping.Accepted>());
        if (KeepsNumbersAsWritten)
            foreach (var (payload, mapping) in mappings)
                MappingAssert.NumbersAreAsWritten(payload, mapping);
    }

    [Test]
    public void The_same_bytes_have_the_same_hash_and_the_same_meaning()
    {
        foreach (var payload in Payloads)
        {
            Assert.That(Hash(payload), Is.EqualTo(Hash(new string(payload))));
            Assert.That(Map(payload), Is.EqualTo(Map(payload)));
        }
    }

    [Test]
    public void The_order_of_keys_matters_neither_to_the_hash_nor_to_the_meaning()
    {
        foreach (var payload in Payloads)
        {
            Assert.That(PayloadVariants.Reversed(payload), Is.Not.EqualTo(payload));
            Assert.That(Hash(PayloadVariants.Reversed(payload)), Is.EqualTo(Hash(payload)));
            Assert.That(Map(PayloadVariants.Reversed(payload)), Is.EqualTo(Map(payload)));
        }
    }

    [Test, EdgeCase(16)]
    public void Every_digit_matters_to_the_hash()
    {
        var payload = Payloads[0];
        foreach (var path in PayloadVariants.ScalarPaths(payload))
        {
            var one = PayloadVariants.With(payload, path, NumberAsJson("1.5"));
            Assert.That(
                Hash(PayloadVariants.With(payload, path, NumberAsJson("1.50"))),
                Is.Not.EqualTo(Hash(one)),
                path
            );
        }
    }

    [TestCaseSource(typeof(ForeignCultures), nameof(ForeignCultures.Names))]
    public void The_culture_of_the_machine_does_not_matter(string culture)
    {
        foreach (var payload in Payloads)
            Assert.That(ForeignCultures.In(ForeignCultures.Of(culture), () => Map(payload)), Is.EqualTo(Map(payload)));
    }

    [TestCase("Asia/Kolkata"), TestCase("America/St_Johns"), NonParallelizable]
    public void The_zone_of_the_machine_does_not_matter(string zone)
    {
        var expected = Payloads.Select(Map).ToList();
        Assert.That(ForeignCultures.InZone(zone, () => Payloads.Select(Map).ToList()), Is.EqualTo(expected));
    }

    [Test, EdgeCase(8), EdgeCase(22)]
    public void A_field_that_is_missing_or_null_gives_a_row_or_a_reason()
    {
        foreach (var payload in Payloads.Take(3))
        foreach (var path in PayloadVariants.Paths(payload))
        {
            AssertRowOrReason(PayloadVariants.Without(payload, path));
            AssertRowOrReason(PayloadVariants.With(payload, path, "null"));
        }
    }

    [Test, EdgeCase(1), EdgeCase(2), EdgeCase(3), EdgeCase(4), EdgeCase(5), EdgeCase(6)]
    public void An_extreme_number_is_kept_digit_for_digit_or_refused_with_a_reason() =>
        AssertRowsOrReasons(HostileValues.ExtremeNumbers.Select(NumberAsJson));

    [Test, EdgeCase(45)]
    public void What_is_not_a_number_is_never_taken_for_one() =>
        AssertRowsOrReasons(HostileValues.NotNumbers.Where(IsNotANumberHere));

    [Test, EdgeCase(39), EdgeCase(40), EdgeCase(41), EdgeCase(43), EdgeCase(45)]
    public void Odd_texts_give_a_row_or_a_reason_that_can_be_stored() =>
        AssertRowsOrReasons(HostileValues.OddTexts.Append($"\"{new string('x', 10_000)}\""));

    [Test, EdgeCase(24)]
    public void Unknown_keys_change_nothing()
    {
        foreach (var payload in Payloads)
            Assert.That(
                Map(PayloadVariants.With(payload, "a_key_of_tomorrow", """{"price":[1,{"id":"x"}]}""")),
                Is.EqualTo(Map(payload))
            );
    }

    [
        TestCase("[]"),
        TestCase("null"),
        TestCase("1"),
        TestCase("\"x\""),
        TestCase("true"),
        TestCase("{\"id\":"),
        TestCase("{} {}"),
        TestCase(""),
        TestCase("NaN")
    ]
    public void What_is_not_an_object_is_refused_as_such(string payload)
    {
        Assert.That(Map(payload), Is.TypeOf<Mapping.Rejected>());
        Assert.That(((Mapping.Rejected)Map(payload)).Kind, Is.EqualTo(TransformFailureType.NotAnObject));
    }

    [Test]
    public void An_empty_object_gives_a_reason() => Assert.That(Map("{}"), Is.TypeOf<Mapping.Rejected>());

    protected Mapping Map(string payload) => Source.Map(Encoding.UTF8.GetBytes(payload));

    private static byte[] Hash(string payload) => PayloadHash.Of(Encoding.UTF8.GetBytes(payload));

    private void AssertRowsOrReasons(IEnumerable<string> values)
    {
        var payload = Payloads[0];
        foreach (var value in values)
        foreach (var path in PayloadVariants.ScalarPaths(payload))
            AssertRowOrReason(PayloadVariants.With(payload, path, value));
    }

    private void AssertRowOrReason(string payload)
    {
        var mapping = Map(payload);
        MappingAssert.ReasonIsStorable(payload, mapping);
        if (KeepsNumbersAsWritten)
            MappingAssert.NumbersAreAsWritten(payload, mapping);
    }
}
