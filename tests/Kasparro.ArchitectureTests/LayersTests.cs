using System.Reflection;
using NetArchTest.Rules;

namespace Kasparro.ArchitectureTests;

/// <summary>Who may use whom.</summary>
public sealed class LayersTests
{
    [Test]
    public void Domain_uses_nothing_but_the_base_class_library() =>
        Assert.That(References(Product.Domain), Has.All.StartsWith("System."));

    [Test]
    public void Domain_is_pure_without_input_output_or_clock() =>
        Assert.That(
            Offenders(
                Types
                    .InAssembly(Product.Domain)
                    .ShouldNot()
                    .HaveDependencyOnAny(
                        "System.IO",
                        "System.Net",
                        "System.Threading",
                        "System.TimeProvider",
                        "System.Console",
                        "System.Environment",
                        "System.Random"
                    )
            ),
            Is.Empty
        );

    [Test]
    public void Application_uses_Domain_MediatR_and_abstractions_only() =>
        Assert.That(
            References(Product.Application)
                .Where(name =>
                    !(
                        name.StartsWith("System.", StringComparison.Ordinal)
                        || name is "Kasparro.Domain" or "MediatR"
                        || (
                            name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                            && name.EndsWith(".Abstractions", StringComparison.Ordinal)
                        )
                    )
                ),
            Is.Empty
        );

    /// <summary>A reference that nothing uses yet is not in the assembly, but it is in the project.</summary>
    [TestCase("Domain", "")]
    [TestCase("Application", "Kasparro.Domain, MediatR, Microsoft.Extensions.Logging.Abstractions")]
    public void Inner_projects_reference(string project, string references)
    {
        var text = Product.Files($"src/Kasparro.{project}", "*.csproj").Single().Text;
        var named = System
            .Text.RegularExpressions.Regex.Matches(text, "Reference Include=\"([^\"]+)\"")
            .Select(match => Path.GetFileName(match.Groups[1].Value).Replace(".csproj", "", StringComparison.Ordinal));
        Assert.That(string.Join(", ", named), Is.EqualTo(references));
    }

    [Test]
    public void Infrastructure_knows_no_host() =>
        Assert.That(
            References(Product.Infrastructure),
            Has.None.Contains("EtlHost").And.None.Contains("WebApi").And.None.StartsWith("Microsoft.AspNetCore")
        );

    [Test]
    public void Hosts_do_not_know_each_other()
    {
        Assert.That(
            References(Product.EtlHost),
            Has.None.Contains("WebApi").And.None.StartsWith("Microsoft.AspNetCore")
        );
        Assert.That(References(Product.WebApi), Has.None.Contains("EtlHost"));
    }

    [Test]
    public void The_product_does_not_know_its_simulator_or_tests() =>
        Assert.That(
            Product.All.SelectMany(References),
            Has.None.Contains("Simulator").And.None.Contains("Testing").And.None.Contains("nunit")
        );

    [Test]
    public void The_APIs_endpoints_reach_the_database_through_the_application() =>
        Assert.That(
            Offenders(
                Types
                    .InAssembly(Product.WebApi)
                    .That()
                    .ResideInNamespace("Kasparro.WebApi.Endpoints")
                    .ShouldNot()
                    .HaveDependencyOnAny("Npgsql", "Microsoft.EntityFrameworkCore", "Kasparro.Infrastructure.Postgres")
            ),
            Is.Empty
        );

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> Offenders(ConditionList rule) =>
        (rule.GetResult().FailingTypes ?? []).Select(type => type.FullName!);
}
