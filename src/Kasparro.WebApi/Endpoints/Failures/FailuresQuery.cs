using System.Text.Json;
using Kasparro.Application.Failures;
using Kasparro.Application.Paging;
using Kasparro.Domain.MarketData;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>The query of /failures, and the cursor of its next page.</summary>
internal sealed record FailuresQuery(ListFailures Request, CursorCodec<FailurePosition> Cursor)
{
    private static readonly ChoiceParameter<TransformFailureType> s_errorType = new(
        "error_type",
        "The kind of error.",
        [.. Enum.GetValues<TransformFailureType>().Select(type => (Word(type), type))]
    )
    {
        Example = "missing_field",
        IsRepeatable = true,
    };

    private static readonly InstantParameter s_from = new("from", "Earliest failed_at, included.")
    {
        Example = "2025-02-01T00:00:00Z",
        Aliases = ["from_ts"],
    };

    private static readonly InstantParameter s_to = new("to", "Latest failed_at, included.")
    {
        Example = "2025-02-28T23:59:59Z",
        Aliases = ["to_ts"],
    };

    public static readonly QueryParameter[] Parameters =
    [
        SourceParameter.Repeatable,
        s_errorType,
        s_from,
        s_to,
        PageParameters.Limit,
        PageParameters.Cursor,
    ];

    public static ValueTask<FailuresQuery?> BindAsync(HttpContext context) => RequestQuery.BindAsync(context, Read);

    public CursorPagination PaginationOf(Page<TransformFailure> page) =>
        CursorPagination.Of(page, Request.Page.Limit, last => Cursor.Write(FailurePosition.Of(last)));

    private static FailuresQuery Read(RequestQuery query)
    {
        var filter = new FailureFilter
        {
            Sources = query.Many(SourceParameter.Repeatable),
            ErrorTypes = [.. query.Many(s_errorType).Select(Word)],
            From = query.One(s_from),
            To = query.One(s_to),
        };
        if (filter.From > filter.To)
            query.Refuse(s_from, "is after to, so no row can match");
        var cursor = new CursorCodec<FailurePosition>($"/failures {JsonSerializer.Serialize(filter)}");
        return new FailuresQuery(new ListFailures(filter, query.ReadPage(cursor)), cursor);
    }

    private static string Word(TransformFailureType type) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());
}
