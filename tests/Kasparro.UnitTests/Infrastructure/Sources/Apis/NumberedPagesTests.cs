using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis.Paging;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>Pages that are requested by their number, until an empty one.</summary>
public sealed class NumberedPagesTests
{
    [TestCase(2, 2, 2, Description = "as many as usual")]
    [TestCase(4, 4, 4, Description = "the end was none: the page is there the second time")]
    public async Task An_empty_page_is_asked_for_once_more_where_the_list_is_shorter_than_usual(
        int usual,
        int records,
        int requests
    )
    {
        var served = 0;
        var earlier = new RunMetadata { Scope = "all", Fetched = usual };
        await using var fetch = await StatedFetch.RunAsync(
            api => api with { Paging = new NumberedPages(page => $"coins?page={page.Number}") },
            _ =>
                StubResponse.Json(
                    ++served switch
                    {
                        1 => """[{"id":"a"},{"id":"b"}]""",
                        3 when usual == 4 => """[{"id":"c"},{"id":"d"}]""",
                        _ => "[]",
                    }
                ),
            expected: Completeness.From([(RunStatus.Success, earlier)], "all", acceptsFewer: false)
        );

        Assert.That(fetch.Failure, Is.Null);
        Assert.That((fetch.Records.Count, fetch.Requests.Count), Is.EqualTo((records, requests)));
    }
}
