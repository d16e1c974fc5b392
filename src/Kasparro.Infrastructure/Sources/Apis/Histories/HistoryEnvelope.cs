using System.Text.Json;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Apis.Histories;

/// <summary>
/// What stands around a point of a history, which names no coin: the coin that was asked for, and the steps.
/// <c>{"coin":{"id":"bitcoin","symbol":"btc","name":"Bitcoin"},"interval":"daily"}</c>. It is no part of what the
/// source states: the same point of the same coin is stored once.
/// </summary>
internal static class HistoryEnvelope
{
    public static readonly FieldPlace Id = FieldPlace.InEnvelope("coin.id");

    public static readonly FieldPlace Symbol = FieldPlace.InEnvelope("coin.symbol");

    public static readonly FieldPlace Name = FieldPlace.InEnvelope("coin.name");

    public static RecordEnvelope Of(FetchWindow window)
    {
        var coin = EnvelopeFields.With(null, "id", Quote(window.Coin.Id));
        coin = EnvelopeFields.With(coin, "symbol", Quote(window.Coin.Symbol));
        coin = EnvelopeFields.With(coin, "name", Quote(window.Coin.Name));
        var envelope = EnvelopeFields.With(null, "coin", coin.Json.Span);
        return EnvelopeFields.With(envelope, "interval", Quote(window.Interval.ToString().ToLowerInvariant()));
    }

    /// <summary>Whether a record is a point of a history.</summary>
    public static bool IsAround(StoredRecord record) => record.Envelope.Span.StartsWith("{\"coin\":"u8);

    private static byte[] Quote(string text) => JsonSerializer.SerializeToUtf8Bytes(text);
}
