using System.Diagnostics;
using System.Net.Sockets;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>What lies among the CSV files and is none.</summary>
[Platform("Linux")]
public sealed class CsvOddFilesTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private string _directory = null!;

    [SetUp]
    public void MakeDirectory()
    {
        _directory = Directory.CreateTempSubdirectory("kasparro-csv-").FullName;
        File.WriteAllText(PathOf("a.csv"), CsvProbe.Csv(1));
        File.WriteAllText(PathOf("z.csv"), CsvProbe.Csv(2));
    }

    [TearDown]
    public void RemoveDirectory() => Shell("rm -rf \"$PWD\""); // .NET cannot delete a name that it cannot read

    [Test]
    public void A_named_pipe_is_refused_with_its_name_and_never_waited_for()
    {
        Shell("mkfifo m.csv");
        AssertRefused("m.csv", "named pipe");
    }

    [Test]
    public void A_link_to_a_named_pipe_is_refused_as_well()
    {
        Shell("mkfifo pipe && ln -s pipe m.csv");
        AssertRefused("m.csv", "named pipe");
    }

    [Test]
    public void A_socket_is_refused_with_its_name()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(PathOf("m.csv")));
        AssertRefused("m.csv", "socket");
    }

    [Test]
    public void A_device_that_never_ends_is_refused_with_its_name()
    {
        Shell("ln -s /dev/zero m.csv");
        AssertRefused("m.csv", "device");
    }

    [Test]
    public void A_path_that_is_a_pipe_itself_is_refused()
    {
        Shell("mkfifo pipe");
        Assert.That(Fail(PathOf("pipe")).Sentence, Is.EqualTo($"{PathOf("pipe")} is a named pipe, not a file."));
    }

    [Test]
    public async Task A_name_that_is_not_UTF8_costs_its_file_only()
    {
        Shell("cp a.csv \"$(printf 'm\\377.csv')\"");
        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source(_directory)).WaitAsync(s_limit);
        Assert.That(records.Select(record => record.Json), Is.EqualTo(new[] { CsvProbe.Json(1), CsvProbe.Json(2) }));
    }

    [Test]
    public async Task A_replacement_character_in_a_name_is_a_character_like_any_other()
    {
        File.WriteAllText(PathOf("m\uFFFD.csv"), CsvProbe.Csv(3));
        Assert.That(await CsvProbe.ReadAllAsync(CsvProbe.Source(_directory)), Has.Count.EqualTo(3));
    }

    [Test]
    public void A_folder_that_may_not_be_read_is_not_an_empty_one()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("An administrator may read every folder.");
        Shell("chmod 300 .");
        try
        {
            var failure = Fail(_directory);
            Assert.That(
                (failure.Class, failure.Sentence),
                Is.EqualTo((FailureClass.Config, $"{_directory} may not be read by this process."))
            );
        }
        finally
        {
            Shell("chmod 700 .");
        }
    }

    private void AssertRefused(string name, string kind)
    {
        var failure = Fail(_directory);
        Assert.That(
            failure,
            Is.EqualTo(
                new RunFailure(
                    FailureClass.Config,
                    $"{PathOf(name)} is a {kind}, not a file.",
                    "Take it away, or set CSV_PATH to where the files are."
                )
            )
        );
    }

    private static RunFailure Fail(string path) =>
        Assert
            .ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(path)).WaitAsync(s_limit))!
            .Failure;

    private string PathOf(string name) => Path.Combine(_directory, name);

    private void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = _directory })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero, command);
    }
}
