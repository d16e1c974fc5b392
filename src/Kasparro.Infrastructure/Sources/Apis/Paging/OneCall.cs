using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>The whole list in one response, whose records are handed on in parts.</summary>
/// <param name="Address">Relative to the base address.</param>
internal sealed record OneCall(string Address) : IPaging
{
    public async IAsyncEnumerable<SourcePage> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var response = await upstream.GetRecordsAsync(Address, page: null, context, ct);
        if (context.Expected.IsShort(response.Elements.Count))
            response = await upstream.GetRecordsAsync(Address, page: null, context, ct);
        context.Metrics.ExpectPages(response.PartCount);

        var number = 0;
        foreach (var records in response.Parts())
        {
            context.Metrics.CountPage();
            yield return new SourcePage(++number, records);
        }
    }
}
