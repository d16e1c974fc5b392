using Kasparro.Application.Retention;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Retention;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Retention;

public sealed class RetentionSettingsTests
{
    [Test]
    public void Each_source_that_is_named_has_its_days_and_the_others_keep_all()
    {
        var (policy, problems) = Read("coingecko=90, csv=36500", "/archive");

        Assert.That(problems, Is.Empty);
        Assert.That(policy.Days, Is.EquivalentTo(new Dictionary<string, int> { ["coingecko"] = 90, ["csv"] = 36_500 }));
        Assert.That(policy.ArchivePath, Is.EqualTo("/archive"));
    }

    [Test]
    public void Without_a_setting_all_is_kept()
    {
        var (policy, problems) = Read(null, null);

        Assert.That(problems, Is.Empty);
        Assert.That((policy.Days.Count, policy.ArchivePath), Is.EqualTo((0, null as string)));
    }

    [TestCase("90")]
    [TestCase("coingecko")]
    [TestCase("coingecko=6")]
    [TestCase("coingecko=36501")]
    [TestCase("coingecko=90d")]
    [TestCase("coingecko=-90")]
    [TestCase("coingecko=9.5")]
    [TestCase("coingecko=90=91")]
    [TestCase("gecko=90")]
    public void What_names_no_source_and_days_is_refused(string text)
    {
        var (_, problems) = Read(text, null);

        Assert.That(
            problems,
            Is.EqualTo(
                new[]
                {
                    $"RETENTION_DAYS has '{text}', which is no source with a number of days from 7 to 36500. Example: "
                        + "RETENTION_DAYS=coingecko=90,coinpaprika=365",
                }
            )
        );
    }

    [Test]
    public void An_archive_without_days_would_never_get_a_record()
    {
        var (_, problems) = Read(null, "/archive");

        Assert.That(
            problems,
            Is.EqualTo(
                new[]
                {
                    "RETENTION_ARCHIVE_PATH is set without RETENTION_DAYS, so nothing would be archived. Example: "
                        + "RETENTION_ARCHIVE_PATH=/archive",
                }
            )
        );
    }

    private static (RetentionPolicy Policy, IReadOnlyList<string> Problems) Read(string? days, string? archive)
    {
        var settings = new Settings(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("RETENTION_DAYS", days), new("RETENTION_ARCHIVE_PATH", archive)])
                .Build()
        );
        return (settings.Bind<RetentionSettings>().Read(settings), settings.Problems);
    }
}
