using System.CommandLine;
using Kasparro.Application.Explanation;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;

namespace Kasparro.EtlHost.Commands;

/// <summary>The commands, as a person types them.</summary>
internal static class CommandLine
{
    private static readonly Option<string[]> s_sources = new("--source", "-s")
    {
        Description = "A source; may be repeated. Default: every enabled source.",
        AllowMultipleArgumentsPerToken = true,
        Recursive = false,
    };

    private static readonly Option<RunTrigger> s_triggeredBy = CommandFactory.Choice<RunTrigger>(
        "--triggered-by",
        "What starts the run; recorded with it.",
        except: [RunTrigger.Backfill]
    );

    private static readonly Option<bool> s_full = new("--full")
    {
        Description = "Transform from the first raw record, not from where the last transformation ended.",
    };

    private static readonly Option<bool> s_acceptFewer = new("--accept-fewer")
    {
        Description = "Accept far fewer records than a source usually has: its list really shrank.",
    };

    private static readonly Option<bool> s_bronze = new("--bronze")
    {
        Description = "Compare every raw row with its hash and with the digest of its run instead.",
    };

    private static readonly Option<Guid> s_asset = new("--asset") { Description = "asset_id.", Required = true };

    private static readonly Option<string> s_source = new("--source")
    {
        Description = "Name of the source.",
        Required = true,
    };

    private static readonly Option<DateTimeOffset> s_at = new("--at")
    {
        Description = "last_updated of the row, such as 2025-02-09T17:44:06.711Z.",
        Required = true,
        CustomParser = result =>
        {
            if (Timestamp.ReadIso8601(result.Tokens[0].Value).Instant is { } instant)
                return instant;
            result.AddError($"--at is '{result.Tokens[0].Value}'; it must be a time such as 2025-02-09T17:44:06Z.");
            return default;
        },
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count == 0)
            return await StopSignal.RunAsync(ct =>
                parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, ct)
            );

        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(ParseProblem.Of(error.Message));
        await Console.Error.WriteLineAsync("See --help.");
        return ExitCode.BadConfiguration;
    }

    internal static RootCommand Root() =>
        new("Kasparro: ingests crypto market data, keeps every payload, and transforms it into prices.")
        {
            CommandFactory.Output,
            CommandFactory.Command(
                "run",
                "Ingest every source, then transform it; sources run side by side.",
                [s_sources, s_triggeredBy, s_acceptFewer, .. BackfillOptions.All],
                parsed => Fetch(parsed, transform: true),
                command => BackfillOptions.Validate(command, s_sources, s_triggeredBy, s_acceptFewer)
            ),
            CommandFactory.Command(
                "ingest",
                "Ingest only: store what the sources send in Bronze.",
                [s_sources, s_triggeredBy, s_acceptFewer, .. BackfillOptions.All],
                parsed => Fetch(parsed, transform: false),
                command => BackfillOptions.Validate(command, s_sources, s_triggeredBy, s_acceptFewer)
            ),
            CommandFactory.Command(
                "transform",
                "Transform only: from Bronze to Silver, from where the last transformation ended.",
                [s_sources, s_full, .. PartOptions.All],
                parsed => Pipeline(parsed, ingest: false, transform: true),
                command => PartOptions.Validate(command, s_full)
            ),
            CommandFactory.Command(
                "link",
                "Decide which listings are one asset, from what all sources say now.",
                [],
                _ => new LinkCommand()
            ),
            IdentityCommands.Create(
                (command, parsed, ct) => Composition.RunAsync(command, parsed.GetValue(CommandFactory.Output), ct)
            ),
            CommandFactory.Command("migrate", "Bring the database's schema up to date.", [], _ => new MigrateCommand()),
            CommandFactory.Command(
                "distribute",
                "Spread market data over the machines of a Citus cluster; once, after migrate.",
                [],
                _ => new DistributeCommand()
            ),
            CommandFactory.Command(
                "verify",
                "Rebuild Silver in a shadow and compare it with Silver; changes nothing.",
                [s_bronze, .. PartOptions.All],
                parsed =>
                    parsed.GetValue(s_bronze) ? new VerifyBronzeCommand() : new VerifyCommand(PartOptions.Read(parsed)),
                command => PartOptions.Validate(command, s_bronze)
            ),
            CommandFactory.Command(
                "explain",
                "Show where a row of market data comes from, down to the characters that the source sent.",
                [s_asset, s_source, s_at],
                parsed => new ExplainCommand(
                    new MarketDataKey(
                        parsed.GetRequiredValue(s_asset),
                        parsed.GetRequiredValue(s_source),
                        parsed.GetRequiredValue(s_at)
                    )
                )
            ),
            CommandFactory.Command(
                "report",
                "Show what the sources did since yesterday, what was found, and what is open.",
                [ReportCommand.SinceOption],
                parsed => new ReportCommand(parsed.GetValue(ReportCommand.SinceOption))
            ),
            CommandFactory.Command(
                "plan",
                "Show what the settings cost in requests a month, and what is left of each provider's plan.",
                [],
                _ => new PlanCommand()
            ),
            CommandFactory.Command(
                "doctor",
                "Look at what runs depend on: each line is ok, or says what puts it right.",
                [],
                _ => new DoctorCommand()
            ),
            SettingsCommand.Create(),
            OperatorCommands.Findings(s_sources),
            OperatorCommands.Drift(s_sources, s_source),
            CommandFactory.Command(
                "status",
                "Show each source's last run and what Silver has of it.",
                [],
                _ => new StatusCommand()
            ),
        };

    private static IHostCommand Fetch(ParseResult parsed, bool transform) =>
        BackfillOptions.Read(parsed, parsed.GetValue(s_sources) ?? [], transform)
        ?? (IHostCommand)Pipeline(parsed, ingest: true, transform);

    private static PipelineCommand Pipeline(ParseResult parsed, bool ingest, bool transform) =>
        new(
            parsed.GetValue(s_sources) ?? [],
            ingest,
            transform,
            Full: !ingest && parsed.GetValue(s_full),
            Part: ingest ? null : PartOptions.Read(parsed),
            ingest ? parsed.GetValue(s_triggeredBy) : RunTrigger.Manual,
            AcceptsFewer: ingest && parsed.GetValue(s_acceptFewer)
        );
}
