using System.CommandLine;

namespace Kasparro.EtlHost.Commands;

/// <summary>What a person looks at and decides: findings, and changes of what sources send.</summary>
internal static class OperatorCommands
{
    public static Command Findings(Option<string[]> sources) =>
        new("findings", "Trouble that was noticed: what is open, and what a person takes as normal.")
        {
            CommandFactory.Command(
                "list",
                "Show the findings that are open, the last opened first.",
                [sources, ListFindingsCommand.AllOption],
                parsed => new ListFindingsCommand(
                    parsed.GetValue(sources) ?? [],
                    parsed.GetValue(ListFindingsCommand.AllOption)
                )
            ),
            CommandFactory.Command(
                "ack",
                "Take a finding as normal: it is no longer open, and its value is the expected one from now on.",
                [AcknowledgeFindingCommand.ByOption, AcknowledgeFindingCommand.NoteOption],
                parsed => new AcknowledgeFindingCommand(
                    parsed.GetRequiredValue(AcknowledgeFindingCommand.Id),
                    parsed.GetRequiredValue(AcknowledgeFindingCommand.ByOption),
                    parsed.GetValue(AcknowledgeFindingCommand.NoteOption)
                ),
                argument: AcknowledgeFindingCommand.Id
            ),
        };

    public static Command Drift(Option<string[]> sources, Option<string> source) =>
        new("drift", "Changes of what sources send: what is open, and what a person takes as it is.")
        {
            CommandFactory.Command(
                "list",
                "Show the changes that are open, the last found first.",
                [sources, DriftCommand.AllOption],
                parsed => new DriftCommand(parsed.GetValue(sources) ?? [], parsed.GetValue(DriftCommand.AllOption))
            ),
            CommandFactory.Command(
                "show",
                "Show one change in full.",
                [],
                parsed => new DriftCommand([], All: true, parsed.GetRequiredValue(DriftCommand.Id)),
                argument: DriftCommand.Id
            ),
            CommandFactory.Command(
                "accept",
                "Take a change as it is: what the source sends now is what is expected of it.",
                [DriftCommand.ByOption],
                parsed => new DriftCommand(
                    [],
                    All: true,
                    parsed.GetRequiredValue(DriftCommand.Id),
                    parsed.GetRequiredValue(DriftCommand.ByOption)
                ),
                argument: DriftCommand.Id
            ),
            CommandFactory.Command(
                "dry-run",
                "Show what the last raw rows would give if the mapping read other paths; changes nothing.",
                [source, DryRunCommand.MoveOption, DryRunCommand.RowsOption],
                parsed => new DryRunCommand(
                    parsed.GetRequiredValue(source),
                    parsed.GetRequiredValue(DryRunCommand.MoveOption),
                    parsed.GetValue(DryRunCommand.RowsOption)
                )
            ),
        };
}
