using Kasparro.Application.Sources;
using Kasparro.Testing.Etl;

namespace Kasparro.UnitTests.Application.Sources;

public sealed class SourceCatalogTests
{
    private static readonly SourceCatalog s_catalog = new([new ScriptedSource("kraken"), new ScriptedSource("csv")]);

    [Test]
    public void Sources_are_found_by_name_and_listed_in_its_order()
    {
        Assert.That(s_catalog.Names, Is.EqualTo(["csv", "kraken"]));
        Assert.That(s_catalog.All.Select(source => source.Description.Name), Is.EqualTo(["csv", "kraken"]));
        Assert.That(s_catalog["csv"].Description.Name, Is.EqualTo("csv"));
        Assert.That((s_catalog.TryGet("csv", out _), s_catalog.TryGet("CSV", out _)), Is.EqualTo((true, false)));
    }

    [Test]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.That(
            () => s_catalog["crypto"],
            Throws.ArgumentException.With.Message.StartsWith("There is no source 'crypto'. Known: csv, kraken.")
        );
}
