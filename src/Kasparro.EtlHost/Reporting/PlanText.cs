using System.Globalization;
using Kasparro.Application.Quotas;

namespace Kasparro.EtlHost.Reporting;

/// <summary>What a source costs in requests, and what is left of its plan, as a line of text.</summary>
internal static class PlanText
{
    public static string Line(SourcePlan plan)
    {
        var cost = plan.AMonth is { } aMonth
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.RunsAMonth:0.#} runs in 30 days with {plan.OfARun} requests each are {aMonth:N0}"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.RunsAMonth:0.#} runs in 30 days; none has succeeded yet"
            );
        var use = plan.Limit is { } limit
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.ThisMonth:N0} of {limit:N0} are used this month, "
                    + $"{Math.Max(0, limit - plan.ThisMonth):N0} are left"
            )
            : string.Create(CultureInfo.InvariantCulture, $"{plan.ThisMonth:N0} were sent this month, without a limit");
        var end = plan.RunsOutAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"; at this pace they run out on {at:yyyy-MM-dd}")
            : "";
        return $"{plan.Source}: {cost}; {use}{end}.";
    }
}
