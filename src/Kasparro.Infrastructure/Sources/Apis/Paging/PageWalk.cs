using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>One walk over the pages: when it is complete, and what proves that it is not.</summary>
/// <param name="failure">Names the list in messages.</param>
/// <param name="maxPages">The page budget; 0 for none.</param>
internal sealed class PageWalk(PagingFailure failure, int maxPages)
{
    /// <summary>250,000 coins: more than ten times what there is. A walk this long goes round in circles.</summary>
    public const int HardCap = 1_000;

    private const int MaxCoins = HardCap * 250;

    /// <summary>Coins that may have moved to the next page during the walk, so that it brings no other.</summary>
    private const int MaxRepeatedRecords = 10;

    private const int MaxRepeatedPages = 3;

    private readonly HashSet<int> _seen = [];
    private ReadOnlyMemory<byte> _previous;
    private int? _announced;
    private int _seenBeforePage;
    private int _recordsOfPage;
    private int _repeatedRecords;
    private int _repeatedPages;

    public bool IsLast(int page) => page == maxPages;

    /// <summary>Records in the metrics what is known of the whole. True where the walk has passed the end.</summary>
    /// <exception cref="SourceException">Pages are missing, or the server does not page.</exception>
    public bool IsPastTheEnd(int page, UpstreamResponse response, FetchMetrics metrics)
    {
        if (response is { Total: { } total, PerPage: { } perPage })
            _announced = ((total - 1) / perPage) + 1;
        if (response.Elements.Count == 0)
        {
            metrics.ExpectPages(_announced ?? page - 1);
            if (_announced >= page)
                throw failure.EndsEarly(page - 1, _announced.Value);
            return true;
        }

        if (response.Body.Span.SequenceEqual(_previous.Span))
            throw failure.SamePageTwice(page);
        if (page > HardCap)
            throw failure.Endless(HardCap);
        _previous = response.Body;

        if (maxPages > 0)
            metrics.ExpectPages(Math.Min(_announced ?? maxPages, maxPages));
        else if (_announced is { } announced)
            metrics.ExpectPages(announced);
        return false;
    }

    /// <summary>Takes note of the coins on the current page.</summary>
    public void Note(IReadOnlyList<RawRecord> records)
    {
        _recordsOfPage += records.Count;
        foreach (var record in records)
            _seen.Add(string.GetHashCode(record.SourceId, StringComparison.Ordinal));
    }

    /// <summary>Ends the current page.</summary>
    /// <exception cref="SourceException">
    /// The server ignores the page number: what it repeats may differ in a price, but never brings another coin.
    /// </exception>
    public void EndPage(int page)
    {
        if (_seen.Count > MaxCoins)
            throw failure.Endless(page);

        var isRepeated = _seen.Count == _seenBeforePage;
        (_repeatedPages, _repeatedRecords) = isRepeated
            ? (_repeatedPages + 1, _repeatedRecords + _recordsOfPage)
            : (0, 0);
        if (_repeatedRecords > MaxRepeatedRecords || _repeatedPages == MaxRepeatedPages)
            throw failure.NothingNew(page, _repeatedRecords);
        (_seenBeforePage, _recordsOfPage) = (_seen.Count, 0);
    }
}
