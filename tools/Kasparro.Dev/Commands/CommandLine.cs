using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Kasparro.Dev.Machine;
using Kasparro.Dev.Programs;
using Kasparro.Dev.Settings;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Dev.Commands;

/// <summary>The commands, as <c>make</c> and people type them.</summary>
internal static class CommandLine
{
    public const int BadUsage = 2;

    private const int Cancelled = 130;

    private static readonly Argument<int> s_hours = new("hours")
    {
        Description = "From the start of one run to the start of the next.",
        DefaultValueFactory = _ => 4,
        Validators = { AtLeastOne },
    };

    private static readonly Argument<string[]> s_arguments = new("arguments")
    {
        Description = "Passed on as they are.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        var parsed = Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(
                // Signals are ours: a child on the same terminal is given its time to end.
                new InvocationConfiguration { ProcessTerminationTimeout = null },
                cancellation.Token
            );

        foreach (var error in parsed.Errors)
            Terminal.Say(error.Message);
        Terminal.Say("See --help.");
        return BadUsage;

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            cancellation.Cancel();
        }
    }

    // A test's name may begin with @, which would be read as a file of arguments.
    public static ParseResult Parse(string[] args) =>
        Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static IReadOnlyList<string> ArgumentsOf(ParseResult parsed) => parsed.GetValue(s_arguments) ?? [];

    private static RootCommand Root() =>
        new("Runs Kasparro on this machine, with a PostgreSQL of its own where the settings name none.")
        {
            Command("demo", "From nothing to a running API with data in it.", DemoCommand.RunAsync),
            Command("up", "Start PostgreSQL and the API (port 8000, or API_PORT).", UpCommand.UpAsync),
            Command("down", "Stop everything; data is kept.", (stack, _) => UpCommand.DownAsync(stack)),
            Command(
                "status",
                "Say what is running; exit code 3 without a database.",
                (stack, _) => UpCommand.StatusAsync(stack)
            ),
            Command("migrate", "Bring the database's schema up to date.", EtlCommand.MigrateAsync),
            PassingOn(
                "run",
                "One ETL run: fetch every source, transform the records.",
                (arguments, ct) => EtlCommand.RunAsync(LocalStack.Open(), ["run", .. arguments], ct)
            ),
            PassingOn(
                "etl",
                "Any command of the ETL host: run, ingest, transform, migrate, verify, status.",
                (arguments, ct) => EtlCommand.RunAsync(LocalStack.Open(), arguments, ct)
            ),
            Cron(),
            Database(),
            Command("build", "Compile the programs and print their folder.", (stack, _) => BuildAsync(stack)),
            Command(
                "destroy-data",
                "Stop everything and delete the database.",
                (stack, _) => DestroyDataCommand.RunAsync(stack)
            ),
            PassingOn(
                "test",
                "Build everything and run every test on a real PostgreSQL.",
                (arguments, _) => TestCommand.RunAsync(RepositoryFolders.Find(), arguments)
            ),
        };

    private static Command Cron()
    {
        var command = new Command("cron", "An ETL run now and then every so many hours.") { s_hours };
        command.SetAction(
            (parsed, ct) =>
                GuardAsync(() => CronCommand.RunAsync(parsed.GetValue(s_hours), TimeProvider.System, ct), ct)
        );
        return command;
    }

    private static Command Command(string name, string description, Func<LocalStack, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((_, ct) => GuardAsync(() => run(LocalStack.Open(), ct), ct));
        return command;
    }

    private static Command PassingOn(
        string name,
        string description,
        Func<IReadOnlyList<string>, CancellationToken, Task<int>> run
    )
    {
        var command = new Command(name, description) { s_arguments };
        command.SetAction((parsed, ct) => GuardAsync(() => run(ArgumentsOf(parsed), ct), ct));
        return command;
    }

    private static Command Database()
    {
        var own = new Option<bool>("--own") { Description = "Fail where the settings name a database." };
        var command = new Command("database", "Start PostgreSQL and print its address.") { own };
        command.SetAction(
            (parsed, ct) => GuardAsync(() => PrintDatabaseAsync(LocalStack.Open(), parsed.GetValue(own)), ct)
        );
        return command;
    }

    private static async Task<int> PrintDatabaseAsync(LocalStack stack, bool own)
    {
        if (own)
            stack.Database.RequireOurs();
        // One that the settings name, they name.
        if (await stack.Database.StartAsync() is { } server)
            Console.WriteLine(server.AdministratorUrl);
        return 0;
    }

    private static async Task<int> BuildAsync(LocalStack stack)
    {
        await stack.Builder.BuildAsync(LocalProgram.EtlHost, LocalProgram.Simulator, LocalProgram.WebApi);
        Console.WriteLine(stack.Folders.Programs);
        return 0;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken ct)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Cancelled;
        }
        catch (ConfigurationException problem)
        {
            Terminal.Say(problem.Message);
            return BadUsage;
        }
        catch (CannotContinueException problem)
        {
            // After Ctrl-C the programs that we waited for fail, and that is no news.
            if (ct.IsCancellationRequested)
                return Cancelled;
            Terminal.Say(problem.Message);
            return problem.ExitCode;
        }
    }

    private static void AtLeastOne(ArgumentResult result)
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var hours) && hours < 1)
            result.AddError($"hours is {hours}; it must be at least 1.");
    }
}
