using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kasparro.Application.Telemetry;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Microsoft.Extensions.Logging;

namespace Kasparro.Application.Sources;

/// <summary>
/// The same source, with a span over the wait for each page and the run on every log line. The last span finds that
/// there are no more pages.
/// </summary>
public sealed class TracedSource(ISource source, ILogger<TracedSource> log) : ISource
{
    public SourceDescription Description => source.Description;

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var pages = source.FetchAsync(context, ct).GetAsyncEnumerator(ct);
        while (await MoveNextAsync(pages, context))
            yield return pages.Current;
    }

    public Mapping Map(StoredRecord record) => source.Map(record);

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) => source.FieldsOf(record);

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<SourcePage> pages, FetchContext context)
    {
        using var scope = RunScope.Begin(log, Description.Name, context.RunId);
        using var span = EtlTrace.Step("fetch page");
        try
        {
            var hasPage = await pages.MoveNextAsync();
            if (hasPage)
                span?.SetTag("kasparro.page", pages.Current.Number)
                    .SetTag("kasparro.records", pages.Current.Records.Count);
            return hasPage;
        }
        catch (Exception reason)
        {
            // Rethrown as it is: the span only records it.
            span?.SetStatus(ActivityStatusCode.Error, reason.Message);
            throw;
        }
    }
}
