using Kasparro.Application.Sources;
using Kasparro.WebApi.Endpoints.Status;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.ApiTests;

/// <summary>
/// The API as it runs, over a given database, with two described sources and a clock that stands still.
/// </summary>
internal sealed class ApiHost(string connectionString, params (string Variable, string Value)[] settings)
    : WebApplicationFactory<RecentHealth>
{
    public static readonly DateTimeOffset Now = new(2025, 2, 9, 18, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; } = new(Now);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("DATABASE_URL", connectionString);
        // All tests are one client; those of the limits say so.
        builder.UseSetting("API_RATE_LIMIT", "0");
        // Tests write rows without the notification that a transformation sends; those of the cache turn it on.
        builder.UseSetting("API_PAGE_CACHE_BYTES", "0");
        foreach (var (variable, value) in settings)
            builder.UseSetting(variable, value);
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<ISource>();
            services.AddSingleton<ISource>(new DescribedSource("coingecko", TimeSpan.FromHours(4)));
            services.AddSingleton<ISource>(new DescribedSource("csv", TimeSpan.FromHours(24)));
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        });
    }
}
