using Kasparro.Domain.Runs;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>What /list-runs can be asked.</summary>
internal static class RunParameters
{
    public static readonly ChoiceParameter<RunStatus> Status = new(
        "status",
        "How the run stands.",
        [("running", RunStatus.Running), ("success", RunStatus.Success), ("failed", RunStatus.Failed)]
    )
    {
        Example = "failed",
        IsRepeatable = true,
    };

    public static readonly ChoiceParameter<RunTrigger> TriggeredBy = new(
        "triggered_by",
        "Who started the run.",
        [("manual", RunTrigger.Manual), ("cron", RunTrigger.Cron), ("retry", RunTrigger.Retry)]
    )
    {
        Example = "cron",
        IsRepeatable = true,
    };

    public static readonly InstantParameter From = new("from", "Earliest start, included.")
    {
        Example = "2025-02-01T00:00:00Z",
        Aliases = ["from_ts"],
    };

    public static readonly InstantParameter To = new("to", "Latest start, included.")
    {
        Example = "2025-02-28T23:59:59Z",
        Aliases = ["to_ts"],
    };

    public static readonly QueryParameter[] All =
    [
        SourceParameter.Repeatable,
        Status,
        TriggeredBy,
        From,
        To,
        Paging.Limit,
        Paging.Cursor,
    ];
}
