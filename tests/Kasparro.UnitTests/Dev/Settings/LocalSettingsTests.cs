using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.UnitTests.Dev.Settings;

public sealed class LocalSettingsTests
{
    [Test]
    public void The_environment_wins_over_the_file_even_where_it_says_nothing()
    {
        var settings = Settings(
            environment: new() { ["BOTH"] = "environment", ["EMPTY"] = "" },
            file: new()
            {
                ["BOTH"] = "file",
                ["EMPTY"] = "file",
                ["FILE"] = "file",
            }
        );

        Assert.Multiple(() =>
        {
            Assert.That(settings.Find("BOTH"), Is.EqualTo("environment"));
            Assert.That(settings.Find("FILE"), Is.EqualTo("file"));
            Assert.That(settings.Find("EMPTY"), Is.Null, "set to nothing, so that .env can be overruled");
            Assert.That(settings.Has("NEITHER"), Is.False);
        });
    }

    [Test]
    public void Programs_are_given_what_only_the_file_says() =>
        Assert.That(
            Settings(
                environment: new() { ["BOTH"] = "environment", ["EMPTY"] = "" },
                file: new()
                {
                    ["BOTH"] = "file",
                    ["EMPTY"] = "file",
                    ["FILE"] = "file",
                }
            ).OnlyInFile,
            Is.EqualTo(new Dictionary<string, string> { ["FILE"] = "file" })
        );

    [Test]
    public void A_file_that_cannot_be_read_ends_the_command_as_it_would_end_the_programs()
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-dev-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, ".env"), "A=1\nB");

            var end = Assert.Throws<CannotContinueException>(() =>
                LocalSettings.Read(new RepositoryFolders(folder.FullName))
            )!;

            Assert.That(end.ExitCode, Is.EqualTo(2));
            Assert.That(end.Message, Does.Contain(".env line 2 is not NAME=value"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void The_file_is_the_one_at_the_top_of_the_repository()
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-dev-");
        try
        {
            Assert.That(LocalSettings.Read(new RepositoryFolders(folder.FullName)).OnlyInFile, Is.Empty, "no file");
            File.WriteAllText(
                Path.Combine(folder.FullName, ".env"),
                "# KASPARRO_TEST_A=1\nKASPARRO_TEST_B=\"two words\"\n"
            );

            var settings = LocalSettings.Read(new RepositoryFolders(folder.FullName));

            Assert.That(settings.Find("KASPARRO_TEST_A"), Is.Null);
            Assert.That(settings.Find("KASPARRO_TEST_B"), Is.EqualTo("two words"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LocalSettings Settings(Dictionary<string, string> environment, Dictionary<string, string> file) =>
        new(name => environment.GetValueOrDefault(name), file);
}
