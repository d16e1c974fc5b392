using System.Net;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests.Protection;

/// <summary>Over a real socket: only Kestrel measures how fast a client reads.</summary>
internal sealed class ExportRateTests
{
    [Test]
    public async Task An_export_must_be_read_faster_than_other_responses()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Rows(database).MarketDataAsync("BTC", "Bitcoin");
        var rates = new RecordedRates();
        await using var host = new ApiHost(database.ConnectionString);
        await using var api = host.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(rates))
        );
        api.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        api.StartServer();
        using var client = api.CreateClient();

        await client.GetStringAsync("/data");
        await client.GetStringAsync("/data?format=csv");

        await Eventually.UntilAsync(() => Task.FromResult(rates.BytesPerSecond.Count == 2));
        Assert.That(rates.BytesPerSecond, Is.EqualTo([240, 16 * 1024]));
    }

    /// <summary>The minimum rate of each response, when it has ended.</summary>
    private sealed class RecordedRates : IStartupFilter
    {
        public List<double?> BytesPerSecond { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, pipeline) =>
                    {
                        await pipeline(context);
                        BytesPerSecond.Add(
                            context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate?.BytesPerSecond
                        );
                    }
                );
                next(app);
            };
    }
}
