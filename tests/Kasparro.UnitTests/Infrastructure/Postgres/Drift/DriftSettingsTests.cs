using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Postgres.Drift;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Drift;

public sealed class DriftSettingsTests
{
    [TestCase("record", DriftPolicy.Record)]
    [TestCase("warn", DriftPolicy.Warn)]
    [TestCase("quarantine", DriftPolicy.Quarantine)]
    [TestCase("pause", DriftPolicy.Pause)]
    public void Each_policy_has_its_word(string word, DriftPolicy policy)
    {
        var (policies, problems) = Read($"kraken={word}");

        Assert.That(problems, Is.Empty);
        Assert.That(policies.Of("kraken", Change(DriftKind.Removed)), Is.EqualTo(policy));
    }

    [Test]
    public void A_kind_of_change_of_a_source_has_its_own_and_other_sources_have_the_usual_ones()
    {
        var (policies, problems) = Read("coingecko=record, coingecko.scale_shifted=quarantine");

        Assert.That(problems, Is.Empty);
        Assert.That(
            new[]
            {
                policies.Of("coingecko", Change(DriftKind.ScaleShifted)),
                policies.Of("coingecko", Change(DriftKind.Removed)),
                policies.Of("csv", Change(DriftKind.ScaleShifted)),
            },
            Is.EqualTo(new[] { DriftPolicy.Quarantine, DriftPolicy.Record, DriftPolicy.Pause })
        );
    }

    [TestCase("warn")]
    [TestCase("coingecko")]
    [TestCase("coingecko=")]
    [TestCase("coingecko=ignore")]
    [TestCase("coingecko=Warn")]
    [TestCase("gecko=warn")]
    [TestCase("coingecko.price=warn")]
    [TestCase("coingecko.scale_shifted.price=warn")]
    [TestCase("coingecko=warn=pause")]
    public void What_names_no_source_and_policy_is_refused(string text)
    {
        var (_, problems) = Read(text);

        Assert.That(
            problems,
            Is.EqualTo(
                new[]
                {
                    $"DRIFT_POLICY has '{text}', which is no source (and kind of change) with one of record, warn, "
                        + "quarantine, pause. Example: "
                        + "DRIFT_POLICY=coingecko=warn,coinpaprika.scale_shifted=quarantine",
                }
            )
        );
    }

    private static SchemaChange Change(DriftKind kind) => new("price", kind, "", "", Severity.Critical, 1);

    private static (DriftPolicies Policies, IReadOnlyList<string> Problems) Read(string text)
    {
        var settings = new Settings(
            new ConfigurationBuilder().AddInMemoryCollection([new("DRIFT_POLICY", text)]).Build()
        );
        return (settings.Bind<DriftSettings>().Read(settings), settings.Problems);
    }
}
