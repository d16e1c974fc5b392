using System.CommandLine;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.EtlHost.Commands;

/// <summary>The commands, as a person types them.</summary>
internal static class CommandLine
{
    /// <summary>Within the ten seconds that a container is given to end.</summary>
    private static readonly TimeSpan s_terminationLimit = TimeSpan.FromSeconds(9);

    private static readonly Option<string[]> s_sources = new("--source", "-s")
    {
        Description = "A source to work on; may be repeated. Without it: every enabled one.",
        AllowMultipleArgumentsPerToken = true,
        Recursive = false,
    };

    private static readonly Option<RunTrigger> s_triggeredBy = new("--triggered-by")
    {
        Description = "Who starts the run: manual, cron or retry.",
        DefaultValueFactory = _ => RunTrigger.Manual,
    };

    private static readonly Option<bool> s_full = new("--full")
    {
        Description = "Transform from the first raw row, not from where the last transformation ended.",
    };

    private static readonly Option<OutputFormat> s_output = new("--output")
    {
        Description = "table: for people; json: one event a line; auto: a table on a terminal, else json.",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(
                new InvocationConfiguration { ProcessTerminationTimeout = s_terminationLimit }
            );

        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("See --help.");
        return ExitCode.BadConfiguration;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Kasparro: fetches crypto market data, keeps all of it, derives what it says.")
        {
            s_output,
        };
        root.Add(
            Command(
                "run",
                "Fetch every source, then derive Silver; sources run side by side.",
                [s_sources, s_triggeredBy],
                parsed => new PipelineCommand(
                    parsed.GetValue(s_sources) ?? [],
                    Ingest: true,
                    Transform: true,
                    Full: false,
                    parsed.GetValue(s_triggeredBy)
                )
            )
        );
        root.Add(
            Command(
                "ingest",
                "Fetch only: keep what the sources send in Bronze.",
                [s_sources, s_triggeredBy],
                parsed => new PipelineCommand(
                    parsed.GetValue(s_sources) ?? [],
                    Ingest: true,
                    Transform: false,
                    Full: false,
                    parsed.GetValue(s_triggeredBy)
                )
            )
        );
        root.Add(
            Command(
                "transform",
                "Transform only: from Bronze to Silver, where the last transformation ended.",
                [s_sources, s_full],
                parsed => new PipelineCommand(
                    parsed.GetValue(s_sources) ?? [],
                    Ingest: false,
                    Transform: true,
                    parsed.GetValue(s_full),
                    RunTrigger.Manual
                )
            )
        );
        root.Add(Command("migrate", "Bring the database's schema up to date.", [], _ => new MigrateCommand()));
        root.Add(
            Command(
                "verify",
                "Transform Silver aside and compare it with the Silver that is there.",
                [],
                _ => new VerifyCommand()
            )
        );
        root.Add(
            Command("status", "Show each source's last run and what Silver holds of it.", [], _ => new StatusCommand())
        );
        return root;
    }

    private static Command Command(
        string name,
        string description,
        Option[] options,
        Func<ParseResult, IHostCommand> create
    )
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Add(option);
        command.SetAction((parsed, ct) => Composition.RunAsync(create(parsed), parsed.GetValue(s_output), ct));
        return command;
    }
}
