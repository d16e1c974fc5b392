using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Programs;

/// <summary>
/// Builds the programs ahead: one that runs for seconds would spend half of them compiling itself. What has not changed
/// since is not built again.
/// </summary>
internal sealed class ProgramBuilder(RepositoryFolders folders)
{
    public string Path(LocalProgram program) =>
        System.IO.Path.Combine(folders.Programs, program.Name, $"{program.Name}.dll");

    public async Task BuildAsync(params LocalProgram[] programs)
    {
        Directory.CreateDirectory(folders.Programs);
        foreach (var program in programs)
        {
            var fingerprint = SourceFingerprint.Of(folders.Root, program.Sources);
            var saved = System.IO.Path.Combine(folders.Programs, $"{program.Name}.fingerprint");
            if (File.Exists(Path(program)) && File.Exists(saved) && await File.ReadAllTextAsync(saved) == fingerprint)
                continue;

            await PublishAsync(program);
            await File.WriteAllTextAsync(saved, fingerprint);
        }
    }

    private async Task PublishAsync(LocalProgram program)
    {
        if (!File.Exists(Path(program)))
            Terminal.Say($"Building {program.Name}; the first time, packages are fetched as well.");
        var folder = System.IO.Path.Combine(folders.Programs, program.Name);
        var next = $"{folder}.new";
        var built = await ExternalProgram.CaptureAsync(
            [
                "dotnet",
                "publish",
                program.Project,
                "--configuration",
                "Release",
                "--use-current-runtime",
                "--self-contained",
                "false",
                "-p:PublishReadyToRun=true",
                "--output",
                next,
                "--nologo",
                "--verbosity",
                "quiet",
            ],
            directory: folders.Root
        );
        await File.WriteAllTextAsync(folders.InState("build.log"), built.Text);
        if (!built.Succeeded)
            throw new CannotContinueException($"{built.Text}\n{program.Project} does not build; see above.");
        Replace(folder, next);
    }

    /// <summary>A program that is running keeps the files that it has open.</summary>
    private static void Replace(string folder, string next)
    {
        var old = $"{folder}.old";
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
        if (Directory.Exists(folder))
            Directory.Move(folder, old);
        Directory.Move(next, folder);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }
}
