using System.Net;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kasparro.Infrastructure.Sources.Csv;

internal sealed class CsvModule : ISourceModule
{
    public const string HttpClientName = "csv";

    public string Name => CsvSource.Name;

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

        // No retry: a download that breaks off half way cannot go on where it was, and the next run starts anew.
        services
            .AddHttpClient(
                HttpClientName,
                client =>
                {
                    client.Timeout = Timeout.InfiniteTimeSpan; // CsvByteStream bounds each wait instead
                    client.DefaultRequestHeaders.UserAgent.ParseAdd("Kasparro");
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AutomaticDecompression = DecompressionMethods.All,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            );
    }
}
