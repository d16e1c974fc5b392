using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Http;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>A source with an HTTP API, made of what it states.</summary>
internal sealed partial class ApiSource(
    SourceDescription description,
    ApiDefinition api,
    UpstreamClient upstream,
    ILogger<ApiSource> log
) : ISource
{
    public SourceDescription Description => description;

    public IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct)
    {
        if (api.Notice is { } notice)
            LogNotice(log, notice);
        return api.Paging.FetchAsync(upstream, context, ct);
    }

    public Mapping Map(StoredRecord record) => api.Mapping.Map(record);

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) => api.Mapping.FieldsOf(record);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Notice}")]
    private static partial void LogNotice(ILogger log, string notice);
}
