using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Testing;
using Microsoft.Extensions.Configuration;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

public sealed class SettingsTests
{
    [Test]
    public void What_is_not_set_keeps_its_default()
    {
        var (options, problems) = Bind();
        Assert.That(
            (
                options.Text,
                options.Number,
                options.Big,
                options.Flag,
                options.Wait,
                options.Address,
                options.Colour,
                options.Names.Length,
                options.Maybe
            ),
            Is.EqualTo(("default", 7, 8L, false, TimeSpan.FromSeconds(9), (Uri?)null, Colour.Red, 0, (int?)null))
        );
        Assert.That(problems, Is.Empty);
    }

    [TestCase("")]
    [TestCase("   ")]
    public void An_empty_value_is_not_set(string empty) =>
        Assert.That(Bind(("NUMBER", empty), ("TEXT", empty)).Options is { Number: 7, Text: "default" }, Is.True);

    [Test]
    public void Every_type_is_read_and_the_spaces_around_a_value_are_not_part_of_it()
    {
        var (options, problems) = Bind(
            ("TEXT", " some text "),
            ("NUMBER", " 42"),
            ("BIG", "-9000000000"),
            ("FLAG", "TRUE"),
            ("WAIT", "90s"),
            ("ADDRESS", "https://host/v1"),
            ("COLOUR", "green"),
            ("NAMES", " a, b ,,c "),
            ("MAYBE", "0"),
            ("ZONE", "Etc/UTC")
        );
        Assert.That(problems, Is.Empty);
        Assert.That(
            (
                options.Text,
                options.Number,
                options.Big,
                options.Flag,
                options.Wait,
                options.Address?.AbsoluteUri,
                options.Colour,
                string.Join('|', options.Names),
                options.Maybe,
                options.Zone.BaseUtcOffset
            ),
            Is.EqualTo(
                (
                    "some text",
                    42,
                    -9_000_000_000L,
                    true,
                    TimeSpan.FromSeconds(90),
                    "https://host/v1/",
                    Colour.Green,
                    "a|b|c",
                    (int?)0,
                    TimeSpan.Zero
                )
            )
        );
    }

    [TestCase("https://host", "https://host/")]
    [TestCase("http://host/v1/", "http://host/v1/")]
    public void An_address_ends_with_a_slash_so_that_paths_are_put_behind_it(string text, string address) =>
        Assert.That(Bind(("ADDRESS", text)).Options.Address!.AbsoluteUri, Is.EqualTo(address));

    [TestCase("NUMBER", "4.5", "NUMBER is '4.5', which is not a whole number. Example: NUMBER=1")]
    [TestCase("NUMBER", "1,000", "NUMBER is '1,000', which is not a whole number. Example: NUMBER=1")]
    [TestCase("NUMBER", "2147483648", "NUMBER is '2147483648', which is not a whole number. Example: NUMBER=1")]
    [TestCase("NUMBER", "101", "NUMBER is 101; it may be 1 to 100. Example: NUMBER=1")]
    [TestCase("NUMBER", "-1", "NUMBER is -1; it may be 1 to 100. Example: NUMBER=1")]
    [TestCase("MAYBE", "-1", "MAYBE is -1; it may be 0 to 9. Example: MAYBE=1")]
    [TestCase("BIG", "many", "BIG is 'many', which is not a whole number. Example: BIG=2")]
    [TestCase("FLAG", "yes", "FLAG is 'yes', which is not true or false. Example: FLAG=true")]
    [TestCase("WAIT", "soon", "WAIT is 'soon', which is not a duration (500ms, 20s, 15m, 4h). Example: WAIT=5s")]
    [TestCase("WAIT", "NaN", "WAIT is 'NaN', which is not a duration (500ms, 20s, 15m, 4h). Example: WAIT=5s")]
    [TestCase("WAIT", "2h", "WAIT is 02:00:00; it may be 00:00:01 to 01:00:00. Example: WAIT=5s")]
    [TestCase(
        "ADDRESS",
        "host/v1",
        "ADDRESS is not an http or https address without user, query and fragment. Example: ADDRESS=https://example.org"
    )]
    [TestCase(
        "ADDRESS",
        "ftp://host",
        "ADDRESS is not an http or https address without user, query and fragment. Example: ADDRESS=https://example.org"
    )]
    [TestCase("COLOUR", "blue", "COLOUR is 'blue', which is not one of red, green, white. Example: COLOUR=red")]
    [TestCase("COLOUR", "1", "COLOUR is '1', which is not one of red, green, white. Example: COLOUR=red")]
    [TestCase(
        "COLOUR",
        "red,green",
        "COLOUR is 'red,green', which is not one of red, green, white. Example: COLOUR=red"
    )]
    [TestCase(
        "COLOUR",
        "green,white",
        "COLOUR is 'green,white', which is not one of red, green, white. Example: COLOUR=red"
    )]
    [TestCase("ZONE", "Mars/Olympus", "ZONE is 'Mars/Olympus', which is not a time zone. Example: ZONE=UTC")]
    [TestCase("SECRET", "with space", "SECRET holds a space. Example: SECRET=abc")]
    [TestCase(
        "SECRET_NUMBER",
        "hunter2",
        "SECRET_NUMBER is a secret value, which is not a whole number. Example: SECRET_NUMBER=1"
    )]
    [TestCase("SECRET_NUMBER", "10", "SECRET_NUMBER is a secret value; it may be 1 to 9. Example: SECRET_NUMBER=1")]
    public void A_problem_names_the_variable_the_value_what_it_may_be_and_an_example(
        string variable,
        string value,
        string problem
    ) => Assert.That(Bind((variable, value)).Problems, Is.EqualTo(new[] { problem }));

    [Test, Promise(15)]
    public void A_secret_is_never_repeated()
    {
        var (_, problems) = Bind(("SECRET", "hunter 2"), ("SECRET_NUMBER", "hunter2"));
        Assert.That(problems, Has.Count.EqualTo(2).And.None.Contains("hunter"));
    }

    [TestCase("ftp://me:hunter2@host/")]
    [TestCase("https://me:hunter2@host/")]
    [TestCase("https://host/v1?key=hunter2")]
    [TestCase("https://host/v1#hunter2")]
    [TestCase("https://me@host/?k")]
    [TestCase("https://host/?k#f")]
    [Promise(15)]
    public void An_address_that_is_refused_is_not_repeated(string address) =>
        Assert.That(Bind(("ADDRESS", address)).Problems, Has.Count.EqualTo(1).And.None.Contains("hunter2"));

    [Test]
    public void A_secret_may_come_from_a_file_that_ends_its_last_line()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "hunter2\n");

        var (options, problems) = Bind(("SECRET_FILE", $" {path} "));
        File.WriteAllText(path, " \n");
        var empty = Bind(("SECRET_FILE", path)).Problems;
        File.Delete(path);

        Assert.That((options.Secret, problems.Count), Is.EqualTo(("hunter2", 0)));
        Assert.That(
            empty,
            Is.EqualTo(new[] { "SECRET_FILE names an empty file. Example: SECRET_FILE=/run/secrets/secret" })
        );
    }

    [TestCase("/nowhere/hunter2", "names a file that does not exist")]
    [TestCase("hunter2", "names a file that does not exist")]
    [TestCase("/proc", "names a file that this process cannot read")]
    [Promise(15)]
    public void A_file_of_a_secret_that_cannot_be_read_is_not_repeated_either(string path, string problem) =>
        Assert.That(
            Bind(("SECRET_FILE", path)).Problems,
            Is.EqualTo(new[] { $"SECRET_FILE {problem}. Example: SECRET_FILE=/run/secrets/secret" })
        );

    [Test]
    public void A_secret_that_is_given_in_both_ways_is_a_problem() =>
        Assert.That(
            Bind(("SECRET", "a"), ("SECRET_FILE", "/etc/hostname")).Problems,
            Is.EqualTo(
                new[]
                {
                    "SECRET_FILE is set, and so is SECRET: one of the two is enough. "
                        + "Example: SECRET_FILE=/run/secrets/secret",
                }
            )
        );

    [Test]
    public void What_is_no_secret_is_not_read_from_a_file() =>
        Assert.That(Bind(("TEXT_FILE", "/etc/hostname")).Options.Text, Is.EqualTo("default"));

    [Test]
    public void All_problems_are_in_one_message()
    {
        var settings = Settings(("NUMBER", "x"), ("FLAG", "x"));
        settings.Bind<Options>();
        settings.Report("OTHER", "is missing", "there");
        Assert.That(
            settings.ThrowIfAnyProblem,
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo(
                    """
                    The configuration has 3 problems:
                      - NUMBER is 'x', which is not a whole number. Example: NUMBER=1
                      - FLAG is 'x', which is not true or false. Example: FLAG=true
                      - OTHER is missing. Example: OTHER=there
                    """
                )
        );
    }

    [Test]
    public void One_problem_is_one_problem()
    {
        var settings = Settings();
        settings.Report("OTHER", "is missing", "there");
        Assert.That(
            settings.ThrowIfAnyProblem,
            Throws
                .TypeOf<ConfigurationException>()
                .With.Message.EqualTo("The configuration has 1 problem:\n  - OTHER is missing. Example: OTHER=there")
        );
    }

    [Test]
    public void Without_problems_nothing_is_thrown() =>
        Assert.That(Settings(("NUMBER", "5")).ThrowIfAnyProblem, Throws.Nothing);

    private static (Options Options, IReadOnlyList<string> Problems) Bind(
        params (string Variable, string Value)[] values
    )
    {
        var settings = Settings(values);
        return (settings.Bind<Options>(), settings.Problems);
    }

    private static Settings Settings(params (string Variable, string Value)[] values) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.ToDictionary(pair => pair.Variable, pair => (string?)pair.Value))
                .Build()
        );

    private enum Colour
    {
        Red,
        Green,
        White,
    }

    private sealed class Options
    {
        [Setting("TEXT", "text")]
        public string Text { get; set; } = "default";

        [Setting("NUMBER", "1"), Range(1, 100)]
        public int Number { get; set; } = 7;

        [Setting("BIG", "2")]
        public long Big { get; set; } = 8;

        [Setting("FLAG", "true")]
        public bool Flag { get; set; }

        [Setting("WAIT", "5s"), Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(9);

        [Setting("ADDRESS", "https://example.org")]
        public Uri? Address { get; set; }

        [Setting("COLOUR", "red")]
        public Colour Colour { get; set; }

        [Setting("ZONE", "UTC")]
        public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

        [Setting("NAMES", "a,b")]
        public string[] Names { get; set; } = [];

        [Setting("MAYBE", "1"), Range(0, 9)]
        public int? Maybe { get; set; }

        [Setting("SECRET", "abc", IsSecret = true), RegularExpression("[^ ]*", ErrorMessage = "holds a space")]
        public string? Secret { get; set; }

        [Setting("SECRET_NUMBER", "1", IsSecret = true), Range(1, 9)]
        public int SecretNumber { get; set; } = 1;
    }
}
