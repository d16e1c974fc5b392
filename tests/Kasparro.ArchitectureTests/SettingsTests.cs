using System.Reflection;
using System.Text.RegularExpressions;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.ArchitectureTests;

/// <summary>Settings are written once, in the options: what people read is written from there.</summary>
public sealed partial class SettingsTests
{
    private const string Example = ".env.example";
    private const string Reference = "docs/configuration.md";
    private const string Compose = "docker-compose.yml";

    /// <summary>Settings of other databases, which must not reach the containers' own.</summary>
    private static readonly string[] s_database =
    [
        .. Settings
            .SettingsOf(typeof(DatabaseSettings))
            .SelectMany(one =>
                one.Setting.IsSecret
                    ? new[] { one.Setting.Variable, one.Setting.Variable + "_FILE" }
                    : [one.Setting.Variable]
            ),
    ];

    private static readonly string[] s_all =
    [
        .. from type in Product.Types(Product.All)
        from property in type.GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
        )
        from setting in property.GetCustomAttributes<SettingAttribute>()
        from variable in setting.IsPrefixed ? OfEachSource(type, setting.Variable) : [setting.Variable]
        select variable,
    ];

    [Test]
    public void Every_variable_belongs_to_one_option() => Assert.That(s_all, Is.Unique.And.Length.GreaterThan(20));

    /// <summary>Else one of them, set for the other program, would be taken for the other. Both read the database's.
    /// </summary>
    [Test]
    public void No_variable_is_nearly_called_as_another()
    {
        string[] names = [.. s_all.Except(s_database)];
        foreach (var name in names)
            Assert.That(MistypedNames.Find([name], [.. names.Where(other => other != name)]), Is.Empty);
    }

    [Test]
    public async Task Env_example_is_what_the_program_writes() =>
        Assert.That(
            Accepted(Example, await WrittenAsync("env"), _ => 0, text => text.Length),
            Is.EqualTo(await WrittenAsync("env")),
            "KASPARRO_ACCEPT_DOCUMENTS=1 writes it"
        );

    [Test]
    public async Task The_reference_is_what_the_program_writes() =>
        Assert.That(
            Accepted(
                Reference,
                await WrittenAsync("markdown"),
                text => StartOfReference().Match(text) is { Success: true } start ? start.Index + start.Length : -1,
                text => text.IndexOf("<!-- end of settings -->", StringComparison.Ordinal)
            ),
            Is.EqualTo(await WrittenAsync("markdown")),
            "KASPARRO_ACCEPT_DOCUMENTS=1 writes it"
        );

    [Test]
    public async Task Every_setting_is_written()
    {
        var named = Line().Matches(await WrittenAsync("env")).Select(line => line.Groups[1].Value);
        Assert.That(named, Is.EquivalentTo(s_all));
    }

    [Test]
    public void Env_example_sets_nothing_by_itself() =>
        Assert.That(Product.Text(Example).Split('\n').Where(line => line.Length > 0 && line[0] != '#'), Is.Empty);

    /// <summary>All others come from the env file, so that a new one needs no line there.</summary>
    [Test]
    public void Containers_have_the_settings_of_their_own_database_whatever_the_env_file_says()
    {
        var compose = Product.Text(Compose);
        var own = compose[..compose.IndexOf("services:", StringComparison.Ordinal)];
        Assert.That(s_database.Where(variable => !own.Contains($"  {variable}: ", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>Not even as words in a comment: what a source needs is in its folder.</summary>
    [Test]
    public void Compose_names_no_source() =>
        Assert.That(
            SourceModules
                .All.Where(module => module.Name != "csv")
                .Where(module => Product.Text(Compose).Contains(module.Name, StringComparison.OrdinalIgnoreCase))
                .Select(module => module.Name),
            Is.Empty
        );

    [Test]
    public void The_offline_project_enables_only_what_is_simulated()
    {
        var offline = Product.Text("deploy/offline.env");
        var enabled = Regex.Match(offline, "^ENABLED_SOURCES=(.+)$", RegexOptions.Multiline).Groups[1].Value.Split(',');
        Assert.That(enabled, Is.Not.Empty.And.SubsetOf(SourceModules.All.Select(module => module.Name)));
        foreach (var source in enabled.Where(name => name != "csv"))
            Assert.That(offline, Does.Contain($"{source.ToUpperInvariant()}_BASE_URL=http://simulator"));
    }

    private static IEnumerable<string> OfEachSource(Type options, string variable) =>
        from module in SourceModules.All
        where module.Options.IsAssignableTo(options)
        select $"{module.SettingPrefix}_{variable}";

    private static async Task<string> WrittenAsync(string format)
    {
        var program = Product.EtlHost.EntryPoint!;
        var output = Console.Out;
        using var written = new StringWriter { NewLine = "\n" };
        Console.SetOut(written);
        try
        {
            var code = program.Invoke(null, [new[] { "settings", "--format", format }]);
            Assert.That(code is Task<int> task ? await task : code, Is.Zero);
        }
        finally
        {
            Console.SetOut(output);
        }

        return written.ToString();
    }

    /// <summary>
    /// The part of a document that is written. With KASPARRO_ACCEPT_DOCUMENTS=1 the document gets it first.
    /// </summary>
    private static string Accepted(string path, string written, Func<string, int> start, Func<string, int> end)
    {
        var text = Product.Text(path);
        if (Environment.GetEnvironmentVariable("KASPARRO_ACCEPT_DOCUMENTS") == "1")
        {
            text = text[..start(text)] + written + text[end(text)..];
            File.WriteAllText(Path.Combine(Product.Root, path), text);
        }

        return text[start(text)..end(text)];
    }

    [GeneratedRegex("^# ([A-Z][A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("^<!-- from here .* -->\n", RegexOptions.Multiline)]
    private static partial Regex StartOfReference();
}
