using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Histories;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinPaprika;

/// <summary>What a key changes: without one, the plan is known.</summary>
public sealed class CoinPaprikaPlanTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase(null, "https://api.coinpaprika.com/v1/", 20_000)]
    [TestCase("a-key", "https://api-pro.coinpaprika.com/v1/", null)]
    public void A_key_decides_the_address_and_whether_requests_are_counted(string? key, string address, int? monthly)
    {
        var api = Define(key);

        Assert.That((api.BaseAddress.ToString(), api.MonthlyRequests), Is.EqualTo((address, monthly)));
    }

    [TestCase(null, "a-key")]
    [TestCase("Bearer", "Bearer a-key")]
    public void The_key_goes_into_the_header_with_the_word_in_front_that_the_settings_say(string? scheme, string sent)
    {
        using var request = new HttpRequestMessage();

        Define("a-key", scheme).Key!.AddTo(request);

        Assert.That(request.Headers.GetValues("Authorization"), Is.EqualTo([sent]));
    }

    [TestCase(null, HistoryInterval.Daily, 364.0)]
    [TestCase(null, HistoryInterval.Hourly, 23.0 / 24)]
    [TestCase("a-key", HistoryInterval.Daily, null)]
    [TestCase("a-key", HistoryInterval.Hourly, null)]
    public void How_far_the_past_reaches_is_known_without_a_key_only(
        string? key,
        HistoryInterval interval,
        double? days
    ) => Assert.That(Define(key).History!.Limits[interval].Reach?.TotalDays, Is.EqualTo(days));

    [TestCase(HistoryInterval.Daily, "1d", 4_999 * 24)]
    [TestCase(HistoryInterval.Hourly, "1h", 4_999)]
    public void A_part_of_the_past_is_as_long_as_a_response(HistoryInterval interval, string name, int hours)
    {
        var history = Define("a-key").History!;
        var request = new HistoryRequest("btc-bitcoin", s_now.AddDays(-1), s_now, interval, s_now);

        Assert.That(history.Limits[interval].LongestRequest, Is.EqualTo(TimeSpan.FromHours(hours)));
        Assert.That(
            history.Address(request),
            Is.EqualTo(
                "tickers/btc-bitcoin/historical?start=1772280000&end=1772366400&limit=5000&quote=usd"
                    + $"&interval={name}"
            )
        );
    }

    private static ApiDefinition Define(string? key, string? scheme = null) =>
        new CoinPaprikaModule().Define(
            new CoinPaprikaOptions { ApiKey = key, AuthScheme = scheme },
            new Settings(new ConfigurationBuilder().Build())
        );
}
