using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class EnvironmentFileTests : EtlFixture
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-env").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_file_alone_is_enough_to_start_with()
    {
        await WriteAsync(
            $"""
            export DATABASE_URL="{Database.ConnectionString}"   # as this test's server says
            ENABLED_SOURCES=coingecko
            """
        );

        var exit = await EtlHostProcess.RunInAsync(_folder, "status", "--output", "table");

        Assert.That((exit.Code, exit.Errors), Is.EqualTo((0, "")));
        Assert.That(exit.Output, Does.Contain("No source has run yet."));
    }

    [Test]
    public async Task What_a_command_was_asked_for_is_not_hidden_with_the_log()
    {
        await WriteAsync(
            $"""
            DATABASE_URL="{Database.ConnectionString}"
            ENABLED_SOURCES=coingecko
            LOG_LEVEL=error
            LOG_FORMAT=text
            """
        );

        var exit = await EtlHostProcess.RunInAsync(_folder, "status");

        Assert.That((exit.Code, exit.Errors), Is.EqualTo((0, "")));
        Assert.That(exit.Output, Does.Match(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: .*No source has run yet"));
    }

    [Test]
    public async Task The_environment_wins_over_the_file()
    {
        await WriteAsync("ENABLED_SOURCES=nosuch\nPOSTGRES_PORT=nosuch");

        var exit = await EtlHostProcess.RunInAsync(
            _folder,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "coingecko" },
            "status"
        );

        Assert.That(exit.Code, Is.EqualTo(2));
        Assert.That(exit.Errors, Does.Contain("POSTGRES_PORT is 'nosuch'").And.Not.Contain("ENABLED_SOURCES"));
    }

    [Test, Promise(15)]
    public async Task A_line_that_cannot_be_read_ends_the_program_with_2_and_its_number()
    {
        await WriteAsync("ENABLED_SOURCES=coingecko\nCOINGECKO_API_KEY 'hunter2");

        var exit = await EtlHostProcess.RunInAsync(_folder, "status");

        Assert.That(exit.Code, Is.EqualTo(2));
        Assert.That(
            exit.Errors.Trim(),
            Is.EqualTo($"The configuration has 1 problem:\n  - {_folder}/.env line 2 is not NAME=value")
        );
    }

    [Test]
    public async Task A_file_that_cannot_be_opened_ends_the_program_with_2_and_a_sentence()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".env"));

        var exit = await EtlHostProcess.RunInAsync(_folder, "status");

        Assert.That(exit.Code, Is.EqualTo(2));
        Assert.That(
            exit.Errors.Trim(),
            Is.EqualTo(
                $"The configuration has 1 problem:\n  - {_folder}/.env is a folder, and a file with settings is "
                    + "expected there. Rename or remove the folder"
            )
        );
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(Path.Combine(_folder, ".env"), text);
}
