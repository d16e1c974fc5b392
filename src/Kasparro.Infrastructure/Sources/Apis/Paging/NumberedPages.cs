using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>
/// Pages that are requested by their number, or by the number of records before them. The server cuts the page size as
/// it likes and records move between pages during the walk, so it goes on until an empty page and keeps whatever it
/// receives: Bronze knows what it has.
/// </summary>
/// <param name="Address">Of a page, relative to the base address.</param>
/// <param name="MaxPages">The page budget; 0 for none.</param>
/// <param name="BudgetSetting">The setting that limits the pages; null where there is none.</param>
internal sealed record NumberedPages(Func<PagePosition, string> Address, int MaxPages = 0, string? BudgetSetting = null)
    : IPaging
{
    public async IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var walk = new PageWalk(
            PagingFailure.Of(upstream.Upstream, Address(PagePosition.First), BudgetSetting),
            MaxPages
        );
        for (var (number, records) = (1, 0L); ; number++)
        {
            var address = Address(new PagePosition(number, records));
            var response = await upstream.GetRecordsAsync(address, number, context, ct);
            if (response.Elements.Count == 0 && context.Expected.IsShort(records))
                response = await upstream.GetRecordsAsync(address, number, context, ct);
            records += response.Elements.Count;
            if (walk.IsPastTheEnd(number, response, context.Metrics))
                yield break;

            context.Metrics.CountPage();
            foreach (var part in response.Parts())
            {
                walk.Note(part);
                yield return new SourcePage(number, part);
            }

            walk.EndPage(number);
            if (walk.IsLast(number))
                yield break;
        }
    }
}
