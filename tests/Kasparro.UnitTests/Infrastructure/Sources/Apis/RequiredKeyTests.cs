using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>A source that requires a key takes no part until it is set, and says so.</summary>
public sealed class RequiredKeyTests
{
    [Test]
    public void Without_its_key_a_source_is_absent_also_where_it_is_named([Values] bool isNamed) =>
        Assert.That(
            AbsenceOf(new MadeUpModule { NeedsKey = true }, isNamed),
            Is.EqualTo(new AbsentSource("madeup", "MADEUP_API_KEY is not set, and madeup requires a key"))
        );

    [TestCase("MADEUP_API_KEY")]
    [TestCase("MADEUP_API_KEY_FILE")]
    public void With_its_key_it_takes_part(string variable) =>
        Assert.That(AbsenceOf(new MadeUpModule { NeedsKey = true }, isNamed: true, variable), Is.Null);

    [Test]
    public void A_source_that_requires_none_takes_part() =>
        Assert.That(AbsenceOf(new MadeUpModule(), isNamed: true), Is.Null);

    [Test]
    public void A_host_that_only_describes_sources_needs_no_key() =>
        Assert.That(
            AbsentSource.Of(new MadeUpModule { NeedsKey = true }, SettingsWith(), isNamed: true, fetches: false),
            Is.Null
        );

    private static AbsentSource? AbsenceOf(MadeUpModule module, bool isNamed, params string[] variables) =>
        AbsentSource.Of(module, SettingsWith(variables), isNamed, fetches: true);

    private static Settings SettingsWith(params string[] variables) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(variables.ToDictionary(variable => variable, _ => (string?)"/run/secrets/x"))
                .Build()
        );
}
