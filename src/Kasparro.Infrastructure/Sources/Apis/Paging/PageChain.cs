using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>A walk along pages that each lead to the next.</summary>
/// <param name="first">The first page, relative to the base address.</param>
/// <param name="next">Where the page after a response is; null where it is the last.</param>
internal sealed class PageChain(string first, Func<UpstreamResponse, string?> next)
{
    public async IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var failure = PagingFailure.Of(upstream.Upstream, first, budgetSetting: null);
        var walk = new PageWalk(failure, maxPages: 0);
        var addresses = new HashSet<string> { first };
        var address = first;
        for (var (number, records) = (1, 0L); ; number++)
        {
            var response = await upstream.GetRecordsAsync(address, number, context, ct);
            if (next(response) is null && context.Expected.IsShort(records + response.Elements.Count))
                response = await upstream.GetRecordsAsync(address, number, context, ct);
            records += response.Elements.Count;

            // An empty page that leads on is not the end.
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
            if (next(response) is not { } following)
            {
                context.Metrics.ExpectPages(number);
                yield break;
            }

            if (!addresses.Add(following))
                throw failure.SamePageAgain(number);
            if (number == PageWalk.HardCap)
                throw failure.Endless(number);
            address = following;
        }
    }
}
