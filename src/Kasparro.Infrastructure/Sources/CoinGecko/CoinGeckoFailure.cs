using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>What can be wrong with a walk although every page of it was fine.</summary>
internal static class CoinGeckoFailure
{
    private const string CheckBaseUrl = "Check COINGECKO_BASE_URL: a proxy or cache in between may drop the query.";

    public static SourceException EndsEarly(int received, int announced) =>
        new(
            FailureClass.Data,
            $"CoinGecko /coins/markets ended after page {received} of the {announced} that its headers announced.",
            "Nothing of this run was kept; the next run walks all pages again."
        );

    public static SourceException SamePageTwice(int page) =>
        new(
            FailureClass.Data,
            $"CoinGecko /coins/markets page {page} is byte for byte page {page - 1}: "
                + "the server ignores the page number.",
            CheckBaseUrl
        );

    public static SourceException NothingNew(int page, int records) =>
        new(
            FailureClass.Data,
            $"CoinGecko /coins/markets repeats itself: the last {records} records up to page {page} "
                + "are of coins that earlier pages had.",
            CheckBaseUrl
        );

    public static SourceException Endless(int pages) =>
        new(
            FailureClass.Data,
            $"CoinGecko /coins/markets went on after {pages} pages, far more than there are coins.",
            "Set COINGECKO_MAX_PAGES, and look at the last pages by hand."
        );
}
