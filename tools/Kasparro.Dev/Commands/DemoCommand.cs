using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Programs;
using Kasparro.Dev.Upstream;

namespace Kasparro.Dev.Commands;

/// <summary>
/// From nothing to a running API with data in it. Run it again to see that nothing is stored twice.
/// </summary>
internal static class DemoCommand
{
    private const int SomeSourceFailed = 3;

    public static async Task<int> RunAsync(LocalStack stack, CancellationToken ct)
    {
        LocalApi.WantedPort(stack.Settings);
        Terminal.Step("Building");
        await stack.Builder.BuildAsync(LocalProgram.EtlHost, LocalProgram.Simulator, LocalProgram.WebApi);

        Terminal.Step("Database");
        var environment = await stack.StartDatabaseAsync();
        Require(await stack.RunEtlAsync(environment.As(DatabaseRole.Owner), "migrate"), "The migration");

        Terminal.Step("Sources");
        var upstream = await stack.Upstream.ChooseAsync(ct);
        if (!stack.Settings.Has("CSV_PATH"))
            await stack.Simulator.WriteCsvSamplesAsync();
        var etlEnvironment = environment.As(DatabaseRole.Etl);
        await stack.UseUpstreamAsync(etlEnvironment, ct);
        if (upstream == UpstreamKind.Live)
            ShortenLiveRun(stack, etlEnvironment);

        Terminal.Step("ETL run");
        var exitCode = await stack.RunEtlAsync(etlEnvironment, "run", "--output", "table");
        if (exitCode == SomeSourceFailed)
            Terminal.Say("A source failed; the others went through. The table above says why.");
        else
            Require(exitCode, "The ETL run");

        Terminal.Step("API");
        var url = await stack.StartApiAsync(environment, ct);
        Console.WriteLine(Summary(url, upstream));
        return 0;
    }

    public static string Summary(string url, UpstreamKind upstream) =>
        $"""

            Kasparro is running. Look at
              {url}/swagger                      every route, to try out
              {url}/data?latest=true&limit=5     the newest prices
              {url}/stats                        runs per source
              {url}/health                       state and age per source
              {url}/metrics                      the same for Prometheus

            Next:  make demo     again: every row is a duplicate, none is new (with live data: only prices that changed)
                   make run-etl  one more ETL run
                   make down     stop everything; data is kept
            """
        + (
            upstream == UpstreamKind.Simulated
                ? "\n\nRemember: the real APIs could not be reached, so these prices are SIMULATED."
                : ""
        );

    private static void ShortenLiveRun(LocalStack stack, Dictionary<string, string> environment)
    {
        Terminal.Say("CoinGecko and CoinPaprika are live.");
        foreach (var (name, value) in UpstreamSettings.ShortDemo(stack.Settings))
        {
            environment[name] = value;
            Terminal.Say(
                $"CoinGecko without a key answers one page of 250 coins every 20 s: the demo takes {value}. "
                    + "COINGECKO_API_KEY or COINGECKO_MAX_PAGES changes that."
            );
        }
    }

    private static void Require(int exitCode, string what)
    {
        if (exitCode != 0)
            throw new CannotContinueException($"{what} ended with exit code {exitCode}; see above.");
    }
}
