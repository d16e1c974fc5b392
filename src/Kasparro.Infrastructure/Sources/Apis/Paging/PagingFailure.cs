using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Paging;

/// <summary>What can be wrong with a walk although every page of it was fine.</summary>
/// <param name="List">The list, for messages: <c>CoinGecko /coins/markets</c>.</param>
/// <param name="SettingPrefix">What the source's settings start with.</param>
/// <param name="BudgetSetting">The setting that limits the pages; null where there is none.</param>
internal sealed record PagingFailure(string List, string SettingPrefix, string? BudgetSetting)
{
    private string CheckBaseUrl => $"Check {SettingPrefix}_BASE_URL: a proxy or cache in between may drop the query.";

    /// <param name="address">Of a page.</param>
    public static PagingFailure Of(Upstream upstream, string address, string? budgetSetting) =>
        new($"{upstream.Title} /{address.Split('?')[0]}", upstream.SettingPrefix, budgetSetting);

    public SourceException SamePageAgain(int page) =>
        new(
            FailureClass.Data,
            $"{List} goes round in circles: page {page} leads to a page that was there before.",
            CheckBaseUrl
        );

    public SourceException EndsEarly(int received, int announced) =>
        new(
            FailureClass.Data,
            $"{List} ended after page {received} of the {announced} that its headers announced.",
            "Nothing of this run was kept; the next run walks all pages again."
        );

    public SourceException SamePageTwice(int page) =>
        new(
            FailureClass.Data,
            $"{List} page {page} is byte for byte page {page - 1}: the server ignores the page number.",
            CheckBaseUrl
        );

    public SourceException NothingNew(int page, int records) =>
        new(
            FailureClass.Data,
            $"{List} repeats itself: the last {records} records up to page {page} are of coins that earlier pages had.",
            CheckBaseUrl
        );

    public SourceException Endless(int pages) =>
        new(
            FailureClass.Data,
            $"{List} went on after {pages} pages, far more than there are coins.",
            BudgetSetting is null
                ? "Look at the last pages by hand."
                : $"Set {BudgetSetting}, and look at the last pages by hand."
        );
}
