using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Csv.Files;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kasparro.Infrastructure.Sources.Csv;

internal sealed class CsvModule : ISourceModule
{
    public string Name => CsvSource.Name;

    public string Title => "CSV files";

    public Type Options => typeof(CsvOptions);

    public string? Absence(Settings settings) =>
        settings.IsSet(CsvOptions.PathVariable) || Path.Exists(CsvOptions.DefaultPath)
            ? null
            : $"{CsvOptions.PathVariable} is not set, and there is no folder {CsvOptions.DefaultPath}";

    public void Register(IServiceCollection services, Settings settings)
    {
        var options = settings.Bind<CsvOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<CsvLocation>();
        services.AddSingleton<CsvDownload>();
        services.AddSingleton<ISource, CsvSource>();

        // No retry: a download that was cut off cannot go on where it was, and the next run starts over.
        services
            .AddHttpClient(CsvDownload.HttpClientName, Configure)
            .RemoveAllLoggers() // its lines hold addresses, and an address may hold a password or a signature
            .ConfigurePrimaryHttpMessageHandler(NewConnections);
        services.TryAddSingleton<INetwork, SystemNetwork>();
        services.AddSingleton<PublicConnector>();
        services
            .AddHttpClient(CsvDownload.PublicHttpClientName, Configure)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                var connections = NewConnections();
                connections.ConnectCallback = provider.GetRequiredService<PublicConnector>().ConnectAsync;
                return connections;
            });
    }

    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan; // CsvReading bounds each wait instead
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Kasparro");
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd(CsvResponse.AcceptEncoding);
    }

    private static SocketsHttpHandler NewConnections() =>
        new()
        {
            AllowAutoRedirect = false, // CsvDownload knows which to follow
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
}
