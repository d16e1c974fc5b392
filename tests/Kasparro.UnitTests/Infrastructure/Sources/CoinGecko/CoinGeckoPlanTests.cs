using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Sources;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Sources.CoinGecko;

/// <summary>What follows from a plan: host, header, rate, pages, and how far the past reaches.</summary>
public sealed class CoinGeckoPlanTests
{
    [TestCase(CoinGeckoPlan.Keyless, "https://api.coingecko.com/api/v3/", 20_000, null, 10)]
    [TestCase(CoinGeckoPlan.Demo, "https://api.coingecko.com/api/v3/", 2_400, 10_000, 50)]
    [TestCase(CoinGeckoPlan.Pro, "https://pro-api.coingecko.com/api/v3/", 240, null, 0)]
    public void A_plan_decides_the_address_the_rate_and_the_budget(
        CoinGeckoPlan plan,
        string address,
        int milliseconds,
        int? monthly,
        int pages
    )
    {
        var api = Define(plan);

        Assert.That(
            (api.BaseAddress.ToString(), api.MinInterval.TotalMilliseconds, api.MonthlyRequests, api.Scope),
            Is.EqualTo((address, (double)milliseconds, (long?)monthly, $"{pages} pages of 250"))
        );
    }

    [TestCase(CoinGeckoPlan.Keyless, null)]
    [TestCase(CoinGeckoPlan.Demo, "x-cg-demo-api-key")]
    [TestCase(CoinGeckoPlan.Pro, "x-cg-pro-api-key")]
    public void A_key_goes_into_the_header_of_its_plan(CoinGeckoPlan plan, string? header) =>
        Assert.That(Define(plan).Key?.ToString(), Is.EqualTo(header));

    /// <summary>An hour less than the 365 days of the plan: CoinGecko's clock is not ours.</summary>
    [TestCase(CoinGeckoPlan.Keyless, 365 * 24 - 1)]
    [TestCase(CoinGeckoPlan.Demo, 365 * 24 - 1)]
    [TestCase(CoinGeckoPlan.Pro, null)]
    public void How_far_the_past_reaches_depends_on_the_plan(CoinGeckoPlan plan, int? hours) =>
        Assert.That(
            Define(plan).History!.Limits.Values.Select(limits => limits.Reach?.TotalHours),
            Is.All.EqualTo((double?)hours)
        );

    [TestCase(HistoryInterval.Daily, 3_650)]
    [TestCase(HistoryInterval.Hourly, 90)]
    public void A_part_of_the_past_keeps_its_steps(HistoryInterval interval, int days) =>
        Assert.That(
            Define(CoinGeckoPlan.Pro).History!.Limits[interval].LongestRequest,
            Is.EqualTo(TimeSpan.FromDays(days))
        );

    /// <summary>Else a run with fewer coins a page would be a list that ended early.</summary>
    [Test]
    public void Runs_with_another_page_size_are_not_compared() =>
        Assert.That(Define(CoinGeckoPlan.Demo, options => options.PageSize = 100).Scope, Is.EqualTo("50 pages of 100"));

    [TestCase(null, null, "api.coingecko.com, without a key, plan keyless")]
    [TestCase("k", null, "api.coingecko.com, with a key, plan demo")]
    [TestCase("k", "https://pro-api.coingecko.com/api/v3", "pro-api.coingecko.com, with a key, plan pro")]
    [TestCase(null, "https://pro-api.coingecko.com/api/v3", "pro-api.coingecko.com, without a key, plan keyless")]
    public async Task How_it_is_reached_is_said_without_the_key(string? key, string? address, string access)
    {
        await using var bench = new SourceBench(
            new CoinGeckoModule(),
            new Dictionary<string, string?> { ["COINGECKO_API_KEY"] = key, ["COINGECKO_BASE_URL"] = address }
        );

        Assert.That(bench.Source.Description.Access, Is.EqualTo(access));
    }

    private static ApiDefinition Define(CoinGeckoPlan plan, Action<CoinGeckoOptions>? set = null)
    {
        var options = new CoinGeckoOptions { Plan = plan, ApiKey = "a-key" };
        set?.Invoke(options);
        return new CoinGeckoModule().Define(options, new Settings(new ConfigurationBuilder().Build()));
    }
}
