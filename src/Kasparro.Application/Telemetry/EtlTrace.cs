using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;

namespace Kasparro.Application.Telemetry;

/// <summary>The spans of an ETL run. Where nobody listens they cost nothing: every one is null.</summary>
public static class EtlTrace
{
    /// <summary>What a listener or exporter asks for.</summary>
    public const string Name = "Kasparro.Etl";

    private static readonly ActivitySource s_spans = new(Name);

    /// <summary>One source's turn in this process: ingestion and transformation are its children.</summary>
    public static Activity? Turn(string source) => s_spans.StartActivity("run")?.SetTag("kasparro.source", source);

    /// <summary>One step of a run.</summary>
    public static Activity? Step(string name) => s_spans.StartActivity(name);

    /// <summary>Names the run on the span that is open.</summary>
    public static void TagRun(string source, Guid runId) =>
        Activity.Current?.SetTag("kasparro.source", source).SetTag("kasparro.run_id", runId);

    /// <summary>The open span ended badly, though nothing was thrown.</summary>
    public static void TagFailure(string? reason) => Activity.Current?.SetStatus(ActivityStatusCode.Error, reason);

    /// <summary>
    /// The same pages, each with a span over the wait for it. The last span finds that there are no more.
    /// </summary>
    internal static async IAsyncEnumerable<SourcePage> Fetching(
        IAsyncEnumerable<SourcePage> pages,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var page = pages.GetAsyncEnumerator(ct);
        while (await FetchAsync(page))
            yield return page.Current;
    }

    private static async Task<bool> FetchAsync(IAsyncEnumerator<SourcePage> page)
    {
        using var span = Step("fetch page");
        try
        {
            var isThere = await page.MoveNextAsync();
            if (isThere)
                span?.SetTag("kasparro.page", page.Current.Number)
                    .SetTag("kasparro.records", page.Current.Records.Count);
            return isThere;
        }
        catch (Exception reason)
        {
            // Passed on as it is: the span only takes it down.
            span?.SetStatus(ActivityStatusCode.Error, reason.Message);
            throw;
        }
    }
}
