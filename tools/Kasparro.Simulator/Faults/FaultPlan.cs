using Kasparro.Simulator.Market;

namespace Kasparro.Simulator.Faults;

/// <summary>Decides which requests fail. Each API counts its own, refused ones included, as the real ones do.</summary>
/// <param name="pace">Requests a minute that each API answers; 0 for no limit.</param>
/// <param name="failRate">Share of requests, 0 to 1, that fail.</param>
internal sealed class FaultPlan(long seed, int pace, double failRate, TimeProvider time)
{
    private readonly Noise _noise = new(seed);
    private readonly MinuteWindow _coinGecko = new(pace, time);
    private readonly MinuteWindow _coinPaprika = new(pace, time);

    public Refusal? ForCoinGecko()
    {
        var (number, wait) = _coinGecko.Count();
        if (wait is { } pause)
            return TooManyForCoinGecko(number, pause);
        return Fails(number, api: 0)
            ? number % 2 == 0
                ? new Refusal(500, Refusal.Json, """{"status":500,"error":"Internal Server Error"}""")
                : new Refusal(
                    503,
                    "text/html; charset=UTF-8",
                    "<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head></html>"
                )
            : null;
    }

    public Refusal? ForCoinPaprika()
    {
        var (number, wait) = _coinPaprika.Count();
        // No Retry-After: none was ever recorded.
        if (wait is not null)
            return new Refusal(429, Refusal.Json, """{"error":"you have reached maximum request limit"}""");
        return Fails(number, api: 1) ? new Refusal(503, "text/html", "503 Service Unavailable") : null;
    }

    /// <summary>
    /// The application states seconds in JSON; Cloudflare before it answers a page, here with a date, which HTTP allows
    /// as well.
    /// </summary>
    private Refusal TooManyForCoinGecko(long number, TimeSpan wait)
    {
        const string sentence =
            "You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing to subscribe to our "
            + "API plans for higher rate limits.";
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return number % 3 == 0
            ? new Refusal(
                429,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html><html><head><title>Access denied | Error 1015</title></head></html>",
                (time.GetUtcNow() + wait).AddSeconds(1).ToString("R", culture)
            )
            : new Refusal(
                429,
                Refusal.Json,
                $$$"""{"status":{"error_code":429,"error_message":"{{{sentence}}}"}}""",
                ((int)Math.Ceiling(wait.TotalSeconds)).ToString(culture)
            );
    }

    private bool Fails(long number, int api) => failRate > 0 && _noise.Uniform(-100 - api, number) < failRate;
}
