using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Histories;

/// <summary>Fetches the past of one coin: a page for each request, the oldest first.</summary>
internal sealed class HistoryFetch(ApiHistory history, UpstreamClient upstream, TimeProvider time)
{
    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchWindow window,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var limits = history.Limits[window.Interval];
        var earliest = limits.Earliest(time.GetUtcNow()) ?? window.From;
        var parts = limits.PartsOf(earliest > window.From ? earliest : window.From, window.To);
        var envelope = HistoryEnvelope.Of(window);
        context.Metrics.ExpectPages(parts.Count);
        for (var number = 1; number <= parts.Count; number++)
        {
            var (from, to) = parts[number - 1];
            var request = new HistoryRequest(window.Coin.Id, from, to, window.Interval, time.GetUtcNow());
            var response = await GetAsync(request, context, ct);
            context.Metrics.CountPage();
            yield return new SourcePage(
                number,
                [
                    .. history
                        .Read(response)
                        .Select(point => RawRecord.From(window.Coin.Id, point, envelope))
                        .Where(record => IsWithin(record, from, to)),
                ]
            );
        }
    }

    private async Task<UpstreamResponse> GetAsync(HistoryRequest request, FetchContext context, CancellationToken ct)
    {
        try
        {
            return await upstream.GetRecordsAsync(history.Address(request), page: null, history.Points, context, ct);
        }
        catch (SourceException refused) when (refused.IsNotFound)
        {
            throw new SourceException(
                FailureClass.Data,
                $"{upstream.Upstream.Title} has no history of '{request.Coin}': it does not know this id any more.",
                "Nothing of it was stored. Leave it out: --coins names the coins to fetch.",
                refused,
                refused.Failure.UpstreamText
            );
        }
    }

    /// <summary>A point that cannot be read is kept: its transformation says what is wrong with it.</summary>
    private bool IsWithin(RawRecord record, DateTimeOffset from, DateTimeOffset to) =>
        history.Map(new StoredRecord(record.Payload, record.Envelope.Json))
            is not Mapping.Accepted { Observation.LastUpdated: var at }
        || (at >= from && at < to);
}
