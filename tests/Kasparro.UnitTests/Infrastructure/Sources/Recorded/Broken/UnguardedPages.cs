using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;

/// <summary>Pages by their number until an empty one, and nothing else is looked at.</summary>
internal sealed record UnguardedPages(bool IsEndedByShortPage = false) : IPaging
{
    public async IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var number = 1; ; number++)
        {
            var response = await upstream.GetRecordsAsync($"coins?size=2&page={number}", number, context, ct);
            if (response.Elements.Count == 0)
                yield break;
            context.Metrics.CountPage();
            foreach (var part in response.Parts())
                yield return new SourcePage(number, part);
            if (IsEndedByShortPage && response.Elements.Count < 2)
                yield break;
        }
    }
}
