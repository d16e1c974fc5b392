using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

public sealed class MistypedNamesTests
{
    [TestCase("COINGEKO_API_KEY", "COINGECKO_API_KEY")]
    [TestCase("COINGEKCO_API_KEY", "COINGECKO_API_KEY", Description = "two letters in the wrong order")]
    [TestCase("COIN_GECKO_API_KEY", "COINGECKO_API_KEY")]
    [TestCase("COINGECKO_APIKEY", "COINGECKO_API_KEY")]
    [TestCase("CoinGecko_Api_Keys", "COINGECKO_API_KEY")]
    [TestCase("COINGEKO_API_KEY_FILE", "COINGECKO_API_KEY_FILE")]
    [TestCase("CSV_PATHS", "CSV_PATH")]
    public void A_mistyped_name_is_a_warning(string given, string meant)
    {
        var settings = Settings((given, "1"));

        settings.ThrowIfAnyProblem();

        Assert.That(settings.Warnings, Is.EqualTo([$"{given} is no setting. Is {meant} meant?"]));
    }

    [Test]
    public void With_what_is_wrong_it_is_said_as_well()
    {
        var settings = Settings(("CSV_PATHS", "1"));
        settings.Report("CSV_PATH", "is not set", "./data");

        Assert.That(
            settings.ThrowIfAnyProblem,
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EndsWith("  - CSV_PATHS is no setting. Is CSV_PATH meant?")
        );
    }

    [TestCase("COINGECKO_API_KEY")]
    [TestCase("coingecko_api_key", Description = "the names of .env are read in any case")]
    [TestCase("COINGECKO_API_KEY_FILE")]
    [TestCase("COINGECKO_API_URLS", Description = "three letters")]
    [TestCase("CSV_HATCH", Description = "two letters of a short name make another")]
    [TestCase("HOME")]
    public void A_name_that_is_right_or_no_ones_is_no_warning(string given)
    {
        var settings = Settings((given, "/dev/null"));

        try
        {
            settings.ThrowIfAnyProblem();
        }
        catch (ConfigurationException problem)
        {
            Assert.That(problem.Message, Does.Not.Contain("meant"));
        }

        Assert.That(settings.Warnings, Is.Empty);
    }

    [Test]
    public void Where_the_setting_has_a_value_the_other_is_someone_elses()
    {
        var settings = Settings(("CSV_PATH", "./data"), ("CSV_PATHS", "1"));

        settings.ThrowIfAnyProblem();

        Assert.That(settings.Warnings, Is.Empty);
    }

    private static Settings Settings(params (string Name, string Value)[] values)
    {
        var settings = new Settings(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Name, (string?)value.Value)))
                .Build()
        );
        settings.Bind<Options>();
        return settings;
    }

    private sealed class Options
    {
        [Setting("COINGECKO_API_KEY", "key", IsSecret = true)]
        public string? Key { get; set; }

        [Setting("CSV_PATH", "./data")]
        public string? Path { get; set; }
    }
}
