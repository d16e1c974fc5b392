using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>One walk over the pages: which to ask for, when it is complete, and what proves that it is not.</summary>
/// <param name="maxPages">The page budget; 0 for none.</param>
internal sealed class CoinGeckoWalk(int pageSize, int maxPages)
{
    /// <summary>250,000 coins: more than ten times what there is. A walk this long goes round in circles.</summary>
    public const int HardCap = 1_000;

    private ReadOnlyMemory<byte> _previous;
    private int? _announced;

    /// <summary>
    /// By id where all pages are walked: ranks move while we walk, ids do not. By market cap where a budget ends the
    /// walk early:
    /// by id it would keep the coins whose ids begin with 'a'.
    /// </summary>
    public string Address(int page) =>
        $"coins/markets?vs_currency=usd&order={(maxPages == 0 ? "id_asc" : "market_cap_desc")}&per_page={pageSize}&page={page}&precision=full&sparkline=false";

    public bool IsLast(int page) => page == maxPages;

    /// <summary>
    /// Looks at the answer for a page and tells the metrics what is known of the whole. True where the walk has passed
    /// the end.
    /// </summary>
    /// <exception cref="SourceException">Pages are missing, or the server does not page.</exception>
    public bool IsPastTheEnd(int page, UpstreamResponse answer, FetchMetrics metrics)
    {
        if (answer is { Total: { } total, PerPage: { } perPage })
            _announced = ((total - 1) / perPage) + 1;
        if (answer.Elements.Count == 0)
        {
            metrics.ExpectPages(_announced ?? page - 1);
            if (_announced >= page)
                throw CoinGeckoFailure.EndsEarly(page - 1, _announced.Value);
            return true;
        }

        if (answer.Body.Span.SequenceEqual(_previous.Span))
            throw CoinGeckoFailure.SamePageTwice(page);
        if (page > HardCap)
            throw CoinGeckoFailure.Endless(HardCap);
        _previous = answer.Body;

        if (maxPages > 0)
            metrics.ExpectPages(Math.Min(_announced ?? maxPages, maxPages));
        else if (_announced is { } announced)
            metrics.ExpectPages(announced);
        return false;
    }
}
