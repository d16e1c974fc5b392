using Kasparro.Dev.Settings;
using Kasparro.Dev.Upstream;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.UnitTests.Dev.Upstream;

/// <summary>Real and invented prices never go into one database.</summary>
public sealed class SimulatedSourcesTests
{
    [Test]
    public void The_demo_turns_off_what_no_simulator_stands_for()
    {
        var simulated = UpstreamSettings.Simulated("http://127.0.0.1:1/");

        var byDefault = SimulatedSources.Divide(With(), simulated);
        var named = SimulatedSources.Divide(With(("ENABLED_SOURCES", "coingecko,kraken")), simulated);

        Assert.That(byDefault[true], Is.EqualTo(new[] { "coingecko", "coinpaprika", "csv" }));
        Assert.That(byDefault[true].Concat(byDefault[false]), Is.EquivalentTo(SourceModules.OnByDefault));
        Assert.That((named[true].Single(), named[false].Single()), Is.EqualTo(("coingecko", "kraken")));
    }

    [Test]
    public void An_address_on_this_machine_turns_off_the_sources_without_one()
    {
        var settings = With(
            ("COINGECKO_BASE_URL", "http://127.0.0.1:8080/api/v3"),
            ("ENABLED_SOURCES", "coingecko, coinpaprika,csv")
        );

        var sources = SimulatedSources.Divide(settings, new Dictionary<string, string>());

        Assert.That(sources[true], Is.EqualTo(new[] { "coingecko", "csv" }));
        Assert.That(sources[false], Is.EqualTo(new[] { "coinpaprika" }));
    }

    [TestCase("http://127.0.0.1:8080/api/v3", true)]
    [TestCase("http://localhost:8080/api/v3", true)]
    [TestCase("https://pro-api.coingecko.com/api/v3", false)]
    [TestCase("not an address", false)]
    [TestCase(null, false)]
    public void Only_an_address_on_this_machine_is_a_simulator(string? address, bool isSimulator) =>
        Assert.That(
            SimulatedSources.AreGiven(address is null ? With() : With(("COINGECKO_BASE_URL", address))),
            Is.EqualTo(isSimulator)
        );

    private static LocalSettings With(params (string Name, string Value)[] settings) =>
        new(_ => null, settings.ToDictionary(setting => setting.Name, setting => setting.Value));
}
