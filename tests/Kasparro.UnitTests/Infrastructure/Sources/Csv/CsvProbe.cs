using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Csv;
using Kasparro.Infrastructure.Sources.Csv.Files;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Rows;
using Kasparro.Infrastructure.Sources.Csv.Values;
using Kasparro.Infrastructure.Sources.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>A CSV source as the product registers it, with the network replaced where a test says so.</summary>
internal static class CsvProbe
{
    public static readonly DateTimeOffset Deadline = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ISource Source(
        string path,
        HttpMessageHandler? network = null,
        TimeProvider? time = null,
        INetwork? connections = null,
        params (string Variable, string Value)[] settings
    )
    {
        var variables = settings
            .Append(("CSV_PATH", path))
            .ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        var read = new Settings(configuration);
        if (connections is not null)
            services.AddSingleton(connections);
        new CsvModule().Register(services, read);
        read.ThrowIfAnyProblem();
        if (network is not null)
            foreach (var client in (string[])[CsvDownload.HttpClientName, CsvDownload.PublicHttpClientName])
                services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => network);
        return services.BuildServiceProvider().GetRequiredService<ISource>();
    }

    public static IAsyncEnumerable<SourcePage> FetchAsync(
        ISource source,
        FetchMetrics? metrics = null,
        CancellationToken ct = default
    ) => source.FetchAsync(new FetchContext(Guid.Empty, Deadline, metrics ?? new FetchMetrics()), ct);

    /// <summary>All records of a source, copied out of its pages.</summary>
    public static async Task<List<(string Id, string Json)>> ReadAllAsync(ISource source, FetchMetrics? metrics = null)
    {
        var records = new List<(string, string)>();
        await foreach (var page in FetchAsync(source, metrics))
            records.AddRange(
                page.Records.Select(record => (record.SourceId, Encoding.UTF8.GetString(record.Payload.Span)))
            );

        return records;
    }

    public static Task<List<(string Id, string Json)>> ReadAsync(string csv, int maxRowBytes = 1_024 * 1_024) =>
        ReadAsync(Encoding.UTF8.GetBytes(csv), maxRowBytes);

    public static async Task<List<(string Id, string Json)>> ReadAsync(byte[] csv, int maxRowBytes = 1_024 * 1_024)
    {
        var records = new List<(string, string)>();
        await foreach (
            var page in new CsvPages(maxRowBytes).ReadAsync(
                "prices.csv",
                Content(new MemoryStream(csv)),
                CsvLayout.Unknown,
                CancellationToken.None
            )
        )
            records.AddRange(page.Select(record => (record.SourceId, Encoding.UTF8.GetString(record.Payload.Span))));

        return records;
    }

    /// <summary>A stream as the content of prices.csv, without a limit.</summary>
    public static CsvContent Content(Stream bytes) =>
        new(
            bytes,
            "prices.csv",
            FailureClass.System,
            new CsvReading(new FetchMetrics(), long.MaxValue, TimeProvider.System)
        );

    /// <summary>A file with a row for each number.</summary>
    public static string Csv(params int[] numbers) =>
        "Symbol,Name,Date,Close\n" + string.Concat(numbers.Select(number => $"C,Coin,2020-01-01,{number}\n"));

    /// <summary>What such a row is stored as.</summary>
    public static string Json(int number) =>
        $$"""{"Symbol":"C","Name":"Coin","Date":"2020-01-01","Close":"{{number}}"}""";

    public static async Task<string[]> JsonOfAsync(string csv) =>
        [.. (await ReadAsync(csv)).Select(record => record.Json)];

    public static Mapping Map(string json, string zone = "UTC", CsvDateOrder order = CsvDateOrder.Refuse) =>
        new CsvMapping(new CsvTime(TimeZoneInfo.FindSystemTimeZoneById(zone), order)).Read(
            Encoding.UTF8.GetBytes(json)
        );
}
