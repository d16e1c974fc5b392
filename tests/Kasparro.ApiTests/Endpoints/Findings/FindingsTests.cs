using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Findings;

internal sealed class FindingsTests : ApiFixture
{
    [TestCase("", new[] { "missing_assets", "record_drop" })]
    [TestCase("severity=critical", new[] { "record_drop" })]
    [TestCase("source=csv", new[] { "missing_assets" })]
    [TestCase("type=record_drop&type=run_failed", new[] { "record_drop" })]
    [TestCase("status=cleared&status=acknowledged", new[] { "duration_spike", "run_failed" })]
    [TestCase("status=acknowledged", new[] { "duration_spike" })]
    [TestCase("status=cleared", new[] { "run_failed" })]
    [TestCase("from=2025-02-09T02:00:00Z&to=2025-02-09T03:00:00Z", new[] { "duration_spike", "record_drop" })]
    [TestCase("from=2025-02-09T03:00:00Z", new[] { "missing_assets", "duration_spike" })]
    [TestCase("to=2025-02-09T02:00:00Z", new[] { "record_drop", "run_failed" })]
    [TestCase("to=2025-02-09T03:00:00Z&status=open", new[] { "record_drop" })]
    [TestCase("limit=1", new[] { "missing_assets" })]
    public async Task Open_ones_come_by_default_and_filters_are_all_applied(string query, string[] expected)
    {
        await Given.FindingAsync("run_failed", hour: 1, acknowledgedBy: "anna", cleared: true);
        await Given.FindingAsync("record_drop", severity: "critical", hour: 2);
        await Given.FindingAsync("duration_spike", hour: 3, acknowledgedBy: "anna");
        await Given.FindingAsync("missing_assets", source: "csv", hour: 4);

        Assert.That(Types(await GetAsync($"/findings?{query}")), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_finding_says_both_numbers_its_age_and_who_took_it_as_normal()
    {
        await Given.FindingAsync("record_drop", severity: "critical", hour: 2, acknowledgedBy: "anna");

        var finding = (await GetAsync("/findings?status=acknowledged")).GetProperty("findings")[0];

        Assert.Multiple(() =>
        {
            Assert.That(finding.GetProperty("subject").GetString(), Is.EqualTo("fetched_records"));
            Assert.That(finding.GetProperty("severity").GetString(), Is.EqualTo("critical"));
            Assert.That(finding.GetProperty("status").GetString(), Is.EqualTo("acknowledged"));
            Assert.That(finding.GetProperty("expected").GetDouble(), Is.EqualTo(250));
            Assert.That(finding.GetProperty("current").GetDouble(), Is.EqualTo(12));
            Assert.That(finding.GetProperty("opened_at").GetString(), Is.EqualTo("2025-02-09T02:00:00Z"));
            Assert.That(finding.GetProperty("acknowledged_by").GetString(), Is.EqualTo("anna"));
            Assert.That(finding.GetProperty("evidence")[0].GetString(), Is.EqualTo("coin-1"));
        });
    }

    [Test]
    public async Task Following_the_cursor_gives_every_finding_once()
    {
        foreach (var type in (string[])["run_failed", "record_drop", "freshness", "price_jump", "divergence"])
            await Given.FindingAsync(type, hour: 5);

        var seen = new List<string?>();
        await foreach (var page in PagesAsync("/findings?limit=2"))
            seen.AddRange(Types(page));

        Assert.That(seen, Is.EqualTo(["divergence", "price_jump", "freshness", "record_drop", "run_failed"]));
    }

    [TestCase(null, false, "degraded", 1)]
    [TestCase("anna", false, "ok", 0)]
    [TestCase(null, true, "ok", 0)]
    public async Task Health_is_degraded_while_a_critical_finding_is_open(
        string? acknowledgedBy,
        bool cleared,
        string status,
        int open
    )
    {
        foreach (var source in (string[])["coingecko", "coinpaprika", "csv"])
            await Given.RunAsync(source);
        await Given.FindingAsync("record_spike");
        await Given.FindingAsync("record_drop", severity: "critical", acknowledgedBy: acknowledgedBy, cleared: cleared);
        Api.Time.Advance(TimeSpan.FromSeconds(2));

        var health = await GetAsync("/health");

        Assert.That(health.GetProperty("status").GetString(), Is.EqualTo(status));
        Assert.That(
            health
                .GetProperty("sources")
                .EnumerateArray()
                .Single(source => source.GetProperty("source").GetString() == "coingecko")
                .GetProperty("critical_findings")
                .GetInt32(),
            Is.EqualTo(open)
        );
    }

    [TestCase("cleared_at = now()")]
    [TestCase("acknowledged_at = now(), acknowledged_by = 'anna'")]
    public async Task Metrics_count_what_is_open_down_to_zero_and_what_was_opened_never_down(string change)
    {
        await Given.FindingAsync("record_drop", severity: "critical", openedSeverity: "warning");
        Assert.That(
            await ScrapeAsync(),
            Is.SupersetOf([
                """kasparro_findings_open{severity="critical",source="coingecko",type="record_drop"} 1""",
                """kasparro_findings_open{severity="warning",source="coingecko",type="record_drop"} 0""",
                """kasparro_findings_opened_total{severity="critical",source="coingecko",type="record_drop"} 0""",
                """kasparro_findings_opened_total{severity="warning",source="coingecko",type="record_drop"} 1""",
            ])
        );

        await Database.ExecuteAsync($"UPDATE findings SET {change}");
        Assert.That(
            await ScrapeAsync(),
            Is.SupersetOf([
                """kasparro_findings_open{severity="critical",source="coingecko",type="record_drop"} 0""",
                """kasparro_findings_opened_total{severity="warning",source="coingecko",type="record_drop"} 1""",
            ])
        );
    }

    private async Task<string[]> ScrapeAsync()
    {
        Api.Time.Advance(TimeSpan.FromSeconds(2));
        return (await Client.GetStringAsync("/metrics")).Split('\n');
    }

    private static List<string?> Types(JsonElement page) =>
        [.. page.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("type").GetString())];
}
