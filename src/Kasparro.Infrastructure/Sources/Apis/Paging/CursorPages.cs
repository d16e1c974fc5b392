using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>Pages that each say how the next one is requested, until one does not.</summary>
/// <param name="Address">Of a page by its cursor, relative to the base address; the first page has none.</param>
/// <param name="CursorAt">Where in a response the next page's cursor stands; a point leads into an object.</param>
internal sealed record CursorPages(Func<string?, string> Address, string CursorAt) : IPaging
{
    private readonly JsonFields _cursor = JsonFields.OfAnyDepth(CursorAt);

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var failure = PagingFailure.Of(upstream.Upstream, Address(null), budgetSetting: null);
        var walk = new PageWalk(failure, maxPages: 0);
        var cursors = new HashSet<string>();
        string? cursor = null;
        for (var (number, records) = (1, 0L); ; number++)
        {
            var response = await upstream.GetArrayAsync(Address(cursor), number, context, ct);
            if (NextOf(response) is null && context.Expected.IsShort(records + response.Elements.Count))
                response = await upstream.GetArrayAsync(Address(cursor), number, context, ct);
            records += response.Elements.Count;
            cursor = NextOf(response);

            // An empty page with a cursor is not the end.
            if (response.Elements.Count > 0)
                walk.IsPastTheEnd(number, response, context.Metrics);
            context.Metrics.CountPage();
            foreach (var part in response.Parts())
            {
                walk.Note(part);
                yield return new SourcePage(number, part);
            }

            if (response.Elements.Count > 0)
                walk.EndPage(number);
            if (cursor is null)
            {
                context.Metrics.ExpectPages(number);
                yield break;
            }

            if (!cursors.Add(cursor))
                throw failure.SameCursorTwice(number);
            if (number == PageWalk.HardCap)
                throw failure.Endless(number);
        }
    }

    /// <summary>Null where there is no next page: no cursor, null, or an empty text.</summary>
    private string? NextOf(UpstreamResponse response)
    {
        FieldBuffer found = default;
        return
            _cursor.Read(response.Whole.Span, found) is null
            && found[0] is { Kind: FieldKind.Text or FieldKind.Number, Text: { Length: > 0 } next }
            ? next
            : null;
    }
}
