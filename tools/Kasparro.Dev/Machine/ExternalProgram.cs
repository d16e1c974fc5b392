using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kasparro.Dev.Machine;

/// <summary>Programs of the machine, run to their end.</summary>
internal static class ExternalProgram
{
    /// <summary>What a shell returns for a program that is not there.</summary>
    private const int NotFound = 127;

    /// <summary>Runs it and keeps what it prints.</summary>
    /// <param name="input">What it reads on standard input; without it the input is empty.</param>
    /// <param name="environment">On top of our own.</param>
    /// <param name="directory">By default one that every user may read: the repository may be private to us.</param>
    public static async Task<ProgramResult> CaptureAsync(
        IReadOnlyList<string> command,
        string input = "",
        string directory = "/",
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken ct = default
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        // Messages that are looked at here come in one language.
        start.Environment["LC_ALL"] = "C";
        Add(environment, start);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await WriteAsync(process.StandardInput, input);
            using var kill = ct.Register(() => process.Kill(entireProcessTree: true));
            await process.WaitForExitAsync(ct);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            return new ProgramResult(NotFound, "", $"{command[0]} is not installed.");
        }
    }

    /// <exception cref="CannotContinueException">It failed: the message has what it printed.</exception>
    public static async Task<string> RequireAsync(
        IReadOnlyList<string> command,
        string input = "",
        CancellationToken ct = default
    )
    {
        var result = await CaptureAsync(command, input, ct: ct);
        return result.Succeeded
            ? result.Output
            : throw new CannotContinueException($"{command[0]} ended with {result.ExitCode}: {result.Text}");
    }

    /// <summary>Runs it on our own terminal.</summary>
    /// <param name="environment">On top of our own.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> command,
        string directory,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = directory };
        Add(environment, start);
        try
        {
            using var process = Process.Start(start)!;
            // A terminal sends Ctrl-C to it as well, and it decides what that means; other signals reach only us.
            using var interrupt = PosixSignalRegistration.Create(
                PosixSignal.SIGINT,
                static context => context.Cancel = true
            );
            using var terminate = PosixSignalRegistration.Create(
                PosixSignal.SIGTERM,
                context =>
                {
                    context.Cancel = true;
                    ProcessTable.Signal(process.Id, "TERM");
                }
            );
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return NotFound;
        }
    }

    private static void Add(IReadOnlyDictionary<string, string>? environment, ProcessStartInfo start)
    {
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
    }

    private static async Task WriteAsync(StreamWriter standardInput, string text)
    {
        try
        {
            await standardInput.WriteAsync(text);
            standardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says why.
        }
    }
}
