using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Histories;

/// <summary>How an API hands out the past of one coin, as its settings leave it.</summary>
internal sealed record ApiHistory
{
    /// <summary>What the plan hands out.</summary>
    public required IReadOnlyDictionary<HistoryInterval, HistoryLimits> Limits { get; init; }

    /// <summary>Of a part of the past, relative to the base address. It may ask for more: that is left out.</summary>
    public required Func<HistoryRequest, string> Address { get; init; }

    /// <summary>Where in a response the points are.</summary>
    public required RecordsPlace Points { get; init; }

    /// <summary>The texts of the points of a response, each as it is kept.</summary>
    /// <exception cref="SourceException">The response is none of a history.</exception>
    public required Func<UpstreamResponse, IEnumerable<ReadOnlyMemory<byte>>> Read { get; init; }

    /// <summary>How a point is read. Its coin is in its envelope: see <see cref="HistoryEnvelope"/>.</summary>
    public required RecordMapping PointMapping { get; init; }

    /// <summary>What a point says, marked as a part of a history.</summary>
    public Mapping Map(StoredRecord point) =>
        PointMapping.Map(point) switch
        {
            Mapping.Accepted accepted => accepted with { Observation = accepted.Observation with { IsHistory = true } },
            var other => other,
        };
}
