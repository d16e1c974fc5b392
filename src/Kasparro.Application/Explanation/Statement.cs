using System.Text.Json.Serialization;

namespace Kasparro.Application.Explanation;

/// <summary>What a source once said about one instant.</summary>
/// <param name="StatementId" example="4711">Later statements of a source have higher numbers.</param>
/// <param name="RawId" example="4711">The raw row that holds it; lower than statement_id where the source said again
/// what it had said before.</param>
/// <param name="PriceUsd" example="97245.12">With all the digits that the source sent.</param>
/// <param name="MarketCapUsd" example="1926853921034">Null where the source gives none.</param>
/// <param name="Volume24hUsd" example="31498230122.5">Null where the source gives none.</param>
/// <param name="StatedAt">When it was received.</param>
/// <param name="ReplacedAt">When the next statement was received; null where it is the current one.</param>
/// <param name="ReplacedBy" example="4812">The next statement; null where it is the current one.</param>
public sealed record Statement(
    long StatementId,
    long RawId,
    NumberText PriceUsd,
    NumberText? MarketCapUsd,
    [property: JsonPropertyName("volume_24h_usd")] NumberText? Volume24hUsd,
    DateTimeOffset? StatedAt,
    DateTimeOffset? ReplacedAt,
    long? ReplacedBy
);
