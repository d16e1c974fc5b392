using System.Globalization;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>What a request of /data counts as, against the rate of its client.</summary>
internal static class MarketDataWeight
{
    private const int Heavy = 10;
    private const int SkippedRowsOfOne = 1_000;

    public static int Of(HttpRequest request)
    {
        // The database reads every row that is skipped, and every row that may have changed.
        var weight = 1 + (Number(request.Query["offset"]) / SkippedRowsOfOne);
        if (request.Query.ContainsKey(MarketDataParameters.UpdatedSince.Name))
            weight += Heavy;
        return IsExport(request) ? weight + Heavy : weight;
    }

    private static bool IsExport(HttpRequest request) =>
        request.Query.TryGetValue(MarketDataParameters.Format.Name, out var format)
            ? MarketDataParameters.Format.TryRead(format.ToString(), out var chosen) && chosen != MarketDataFormat.Json
            : MarketDataFormats.Preferred(request) != MarketDataFormat.Json;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
