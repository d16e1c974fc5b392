using Kasparro.Infrastructure.Sources;
using Kasparro.Infrastructure.Sources.Registration;
using NetArchTest.Rules;

namespace Kasparro.ArchitectureTests;

/// <summary>A source is one folder: no other code needs it, and it needs no other source.</summary>
public sealed class SourcesTests
{
    private static readonly string[] s_sources =
    [
        .. Product
            .Types(Product.Infrastructure)
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ISourceModule)))
            .Select(type => type.Namespace!)
            .Distinct(),
    ];

    [Test]
    public void Every_source_has_a_folder_of_its_own()
    {
        Assert.That(
            s_sources,
            Has.Length.GreaterThanOrEqualTo(3).And.All.StartsWith("Kasparro.Infrastructure.Sources.")
        );
        Assert.That(s_sources, Has.Length.EqualTo(SourceModules.All.Count), "modules that are registered");
    }

    [TestCaseSource(nameof(s_sources))]
    public void A_source_does_not_use_another(string source) =>
        Assert.That(
            Types
                .InAssembly(Product.Infrastructure)
                .That()
                .ResideInNamespace(source)
                .ShouldNot()
                .HaveDependencyOnAny([.. s_sources.Where(other => other != source)])
                .GetResult()
                .FailingTypeNames
                ?? [],
            Is.Empty
        );

    [Test]
    public void A_source_does_not_know_the_database() =>
        Assert.That(
            Types
                .InAssembly(Product.Infrastructure)
                .That()
                .ResideInNamespace("Kasparro.Infrastructure.Sources")
                .ShouldNot()
                .HaveDependencyOnAny("Npgsql", "Microsoft.EntityFrameworkCore", "Kasparro.Infrastructure.Postgres")
                .GetResult()
                .FailingTypeNames
                ?? [],
            Is.Empty
        );

    [Test]
    public void Only_the_list_of_sources_names_them() =>
        Assert.That(
            Product
                .All.SelectMany(assembly => Types.InAssembly(assembly).That().HaveDependencyOnAny(s_sources).GetTypes())
                .Where(type => !IsOfASource(type.Namespace!) && !type.Name.Contains('<'))
                .Select(type => type.FullName),
            Is.EqualTo(new[] { typeof(SourceModules).FullName })
        );

    private static bool IsOfASource(string folder) =>
        s_sources.Any(source => folder == source || folder.StartsWith(source + ".", StringComparison.Ordinal));
}
