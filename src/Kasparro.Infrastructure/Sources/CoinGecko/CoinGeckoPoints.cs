using System.Buffers;
using System.Text;
using System.Text.Json;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>
/// CoinGecko hands a history out as several arrays, <c>{"prices":[[time,price],…],"market_caps":[[time,cap],…],…}</c>.
/// What they say about one time is one record, <c>{"prices":[time,price],"market_caps":[time,cap],…}</c>, whose parts
/// are kept character for character.
/// </summary>
internal static class CoinGeckoPoints
{
    private const string Prices = "prices";

    private static readonly JsonFields s_time = JsonFields.OfAnyDepth("[0]");

    /// <exception cref="SourceException">It has no prices, or one of its arrays is none.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(UpstreamResponse response)
    {
        var points = new Dictionary<(string Time, int Occurrence), ArrayBufferWriter<byte>>();
        var order = new List<ArrayBufferWriter<byte>>();
        var hasPrices = false;
        foreach (var series in response.Elements.Parts(int.MaxValue).SelectMany(part => part))
        {
            hasPrices |= series.Name == Prices;
            foreach (var (key, text) in Points(series))
            {
                if (!points.TryGetValue(key, out var point))
                    order.Add(points[key] = point = new ArrayBufferWriter<byte>());
                point.Write(point.WrittenCount == 0 ? "{"u8 : ","u8);
                point.Write(JsonSerializer.SerializeToUtf8Bytes(series.Name));
                point.Write(":"u8);
                point.Write(text.Span);
            }
        }

        return hasPrices ? order.Select(Closed) : throw NotAHistory("has no prices");
    }

    /// <summary>
    /// Where one time comes twice in an array, their order keeps its points apart.
    /// </summary>
    private static IEnumerable<((string Time, int Occurrence) Key, ReadOnlyMemory<byte> Text)> Points(
        JsonRecordText series
    )
    {
        var seen = new Dictionary<string, int>();
        foreach (var point in Elements(series).Parts(UpstreamResponse.RecordsPerPart).SelectMany(part => part))
        {
            var time = TimeOf(point.Text.Span);
            var occurrence = seen[time] = seen.GetValueOrDefault(time) + 1;
            yield return ((time, occurrence), point.Text);
        }
    }

    private static JsonRecords Elements(JsonRecordText series)
    {
        try
        {
            return JsonRecords.Read(series.Text);
        }
        catch (JsonRecordsException problem)
        {
            throw NotAHistory($"has {problem.Message} under {series.Name}");
        }
    }

    /// <summary>As it is written; what is no point stands for itself.</summary>
    private static string TimeOf(ReadOnlySpan<byte> point)
    {
        FieldBuffer found = default;
        return s_time.Read(point, found) is null && found[0].Text is { } time ? time : Encoding.UTF8.GetString(point);
    }

    private static ReadOnlyMemory<byte> Closed(ArrayBufferWriter<byte> point)
    {
        point.Write("}"u8);
        return point.WrittenMemory;
    }

    private static SourceException NotAHistory(string what) =>
        new(
            FailureClass.Data,
            $"CoinGecko's history {what}.",
            "Look at the response by hand: the provider may have changed its format."
        );
}
