using Kasparro.Application.Changes;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Changes;

/// <summary>The query of /changes.</summary>
internal sealed record ChangesQuery(ListChanges Request)
{
    /// <summary>Below the shortest sensible request timeout.</summary>
    private const int MaxWaitSeconds = 20;

    private static readonly CursorCodec<ChangePosition> s_cursor = new("/changes");

    private static readonly TextParameter s_since = new(
        "since",
        "The next_cursor of the response before. Without it, the changes start with everything that is there.",
        maxLength: 4_000
    )
    {
        Example = "WyJhMWIyYzNkNGU1ZjYiLCI0MiIsInJvd3MiLCIxMDAwIl0",
    };

    private static readonly FlagParameter s_fromNow = new(
        "from_now",
        "true: no change, only the cursor of this moment. For a client that gets its copy from an export of /data "
            + "afterwards."
    )
    {
        Example = "false",
    };

    private static readonly IntegerParameter s_wait = new(
        "wait",
        "Seconds to wait for the first change, if there is none yet.",
        0,
        MaxWaitSeconds,
        @default: 0
    )
    {
        Example = "0",
    };

    public static readonly QueryParameter[] Parameters = [s_since, s_fromNow, s_wait, PageParameters.Limit];

    public static ValueTask<ChangesQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    public static ChangeListResponse ResponseOf(ChangePage page) =>
        new(page.Changes, s_cursor.Write(page.Next), page.HasMore);

    private static ChangesQuery Read(RequestQuery query)
    {
        var fromNow = query.One(s_fromNow) ?? false;
        var since = query.One(s_since) is { } text ? ReadCursor(query, text) : ChangePosition.Beginning;
        if (fromNow && query.Has(s_since))
            query.Refuse(s_fromNow, "must not be given together with since");
        return new ChangesQuery(
            new ListChanges(
                fromNow ? null : since,
                query.One(PageParameters.Limit) ?? PageParameters.Limit.Default,
                TimeSpan.FromSeconds(query.One(s_wait) ?? s_wait.Default)
            )
        );
    }

    private static ChangePosition ReadCursor(RequestQuery query, string text)
    {
        if (s_cursor.Read(text) is { } position)
            return position;
        query.Refuse(s_since, "is not a cursor of /changes; send next_cursor of the response before as it is");
        return ChangePosition.Beginning;
    }
}
