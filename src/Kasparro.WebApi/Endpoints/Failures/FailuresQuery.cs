using System.Text.Json;
using Kasparro.Application.Failures;
using Kasparro.Domain.MarketData;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>Reads what a client asks of /failures, and writes the cursor that goes on from there.</summary>
internal sealed record FailuresQuery(ListFailures Page)
{
    private static readonly ChoiceParameter<TransformFailureType> s_errorType = new(
        "error_type",
        "The kind of trouble.",
        [.. Enum.GetValues<TransformFailureType>().Select(kind => (Word(kind), kind))]
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
        Paging.Limit,
        Paging.Cursor,
    ];

    /// <summary>Where <paramref name="query"/> has problems afterwards, the answer is not to be used.</summary>
    public static FailuresQuery Read(RequestQuery query)
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
        return new FailuresQuery(
            new ListFailures(filter, query.One(Paging.Limit) ?? Paging.Limit.Default, ReadPosition(query, filter))
        );
    }

    public string CursorAfter(TransformFailure row) =>
        Cursor.Of(Fingerprint(Page.Filter), CursorPart.Of(row.FailedAt), row.Source, CursorPart.Of(row.RawId));

    private static FailurePosition? ReadPosition(RequestQuery query, FailureFilter filter)
    {
        if (query.ReadCursor(Fingerprint(filter), parts: 3) is not { } parts)
            return null;
        if (CursorPart.Instant(parts[0]) is { } failedAt && CursorPart.Number(parts[2]) is { } rawId)
            return new FailurePosition(failedAt, parts[1], rawId);

        query.RefuseDamagedCursor();
        return null;
    }

    private static string Fingerprint(FailureFilter filter) => $"/failures {JsonSerializer.Serialize(filter)}";

    private static string Word(TransformFailureType kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
