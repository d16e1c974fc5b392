using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Apis.Histories;
using Kasparro.Infrastructure.Sources.Http;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>A source with an HTTP API, made of what it states.</summary>
internal sealed partial class ApiSource(
    SourceDescription description,
    ApiDefinition api,
    UpstreamClient upstream,
    TimeProvider time,
    ILogger<ApiSource> log
) : ISource
{
    public SourceDescription Description => description;

    public IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct)
    {
        if (api.Notice is { } notice)
            LogNotice(log, notice);
        if (context.Window is { } window)
            return new HistoryFetch(api.History!, upstream, time).FetchAsync(window, context, ct);
        var pages = api.Paging.FetchAsync(upstream, context, ct);
        return api.Sibling is { } sibling ? AddSiblingsAsync(pages, sibling, context, ct) : pages;
    }

    private async IAsyncEnumerable<SourcePage> AddSiblingsAsync(
        IAsyncEnumerable<SourcePage> pages,
        SiblingList sibling,
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var entries = await sibling.FetchAsync(upstream, context, ct);
        await foreach (var page in pages.WithCancellation(ct))
            yield return sibling.AddTo(page, entries);
    }

    public Mapping Map(StoredRecord record) =>
        HistoryOf(record) is { } history ? history.Map(record) : api.Mapping.Map(record);

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) =>
        (HistoryOf(record)?.PointMapping ?? api.Mapping).FieldsOf(record);

    private ApiHistory? HistoryOf(StoredRecord record) => HistoryEnvelope.IsAround(record) ? api.History : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Notice}")]
    private static partial void LogNotice(ILogger log, string notice);
}
