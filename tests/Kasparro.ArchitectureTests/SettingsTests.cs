using System.Reflection;
using System.Text.RegularExpressions;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.ArchitectureTests;

/// <summary>Every setting is where people look for it, and only settings that something reads are there.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Variables that no option has, each with who reads it.</summary>
    private static readonly Dictionary<string, string> s_others = new()
    {
        ["CSV_FOLDER"] = "docker-compose.yml: the folder that the containers see as /csv",
        ["KASPARRO_OWNER_PASSWORD"] = "docker-compose.yml: the role that migrates",
        ["KASPARRO_ETL_PASSWORD"] = "docker-compose.yml: the role that writes rows",
        ["KASPARRO_API_PASSWORD"] = "docker-compose.yml: the role that reads",
        ["ETL_SCHEDULE"] = "deploy/cron: when the cron container runs the ETL",
        ["ALERT_WEBHOOK_URL"] = "deploy/observability: where Alertmanager sends alerts",
        ["KASPARRO_TEST_DATABASE_URL"] = "the tests: a server on which they may create databases",
        ["KASPARRO_TEST_DATABASE"] = "the tests: where else their server comes from",
        ["KASPARRO_TEST_CATALOGUES"] = "the tests: how many generated catalogues the rules of identity decide",
        ["KASPARRO_TORTURE_SECONDS"] = "the tests: how long the torture test runs",
        ["KASPARRO_FUZZ_RECORDS"] = "the tests: how many mutated records are read",
    };

    /// <summary>Containers get the address of their own database, and the API's port is the machine's.</summary>
    private static readonly string[] s_otherInContainers = ["DATABASE_URL", "POSTGRES_PORT", "API_PORT"];

    private static readonly (string Variable, bool IsSecret)[] s_all =
    [
        .. from type in Product.Types(Product.All)
        from property in type.GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
        )
        from setting in property.GetCustomAttributes<SettingAttribute>()
        from variable in setting.IsPrefixed ? OfEachSource(type, setting.Variable) : [setting.Variable]
        select (variable, setting.IsSecret),
    ];

    private static readonly string[] s_secrets =
    [
        .. s_all.Where(setting => setting.IsSecret).Select(setting => setting.Variable),
    ];

    private static readonly string[] s_settings = [.. s_all.Select(setting => setting.Variable)];

    [Test]
    public void Every_variable_belongs_to_one_option() => Assert.That(s_settings, Is.Unique.And.Length.GreaterThan(20));

    [TestCaseSource(nameof(s_settings))]
    public void A_setting_is_in_env_example_and_in_the_documents(string variable)
    {
        Assert.That(InExample().Contains(variable), Is.True, ".env.example");
        Assert.That(InTable().Contains(variable), Is.True, "the table of docs/configuration.md");
    }

    [TestCaseSource(nameof(s_secrets))]
    public void A_secret_that_may_be_in_a_file_is_named_by_env_example_and_the_documents(string variable)
    {
        Assert.That(Product.Text(".env.example"), Does.Contain($"{variable}_FILE"));
        Assert.That(Product.Text("docs/configuration.md"), Does.Contain($"`{variable}_FILE`"));
    }

    [TestCaseSource(nameof(s_settings))]
    public void A_setting_reaches_the_containers(string variable) =>
        Assert.That(
            InCompose().Contains(variable) || s_otherInContainers.Contains(variable),
            Is.True,
            "docker-compose.yml"
        );

    [Test]
    public void Env_example_and_the_documents_name_no_variable_that_is_not_read() =>
        Assert.That(InExample().Concat(InTable()).Except(s_settings).Except(s_others.Keys), Is.Empty);

    [Test]
    public void Env_example_sets_nothing_by_itself() =>
        Assert.That(
            File.ReadLines(Path.Combine(Product.Root, ".env.example")).Where(line => line.Length > 0 && line[0] != '#'),
            Is.Empty
        );

    private static IEnumerable<string> OfEachSource(Type options, string variable) =>
        from module in SourceModules.All
        where module.Options.IsAssignableTo(options)
        select $"{module.SettingPrefix}_{variable}";

    private static string[] InExample() =>
        [.. ExampleLine().Matches(Product.Text(".env.example")).Select(match => match.Groups[1].Value)];

    private static string[] InCompose() =>
        [.. ComposeLine().Matches(Product.Text("docker-compose.yml")).Select(match => match.Groups[1].Value)];

    private static string[] InTable() =>
        [.. TableRow().Matches(Product.Text("docs/configuration.md")).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^#? ?([A-Z][A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex ExampleLine();

    [GeneratedRegex("^ +([A-Z][A-Z0-9_]+):", RegexOptions.Multiline)]
    private static partial Regex ComposeLine();

    [GeneratedRegex(@"^\| `([A-Z][A-Z0-9_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
