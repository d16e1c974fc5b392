using System.Globalization;
using System.Text;
using System.Text.Json;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Infrastructure.Sources.Csv;
using Kasparro.Infrastructure.Sources.Json;
using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Sources;
using Kasparro.UnitTests.Infrastructure.Sources.Csv;

namespace Kasparro.UnitTests.Infrastructure.Sources;

/// <summary>
/// Mutated records through split, id, hash and mapping. Whatever the bytes are, the outcome is an observation, a reason
/// or a refusal, and the same every time. <c>KASPARRO_FUZZ_RECORDS</c> says how many; a failure prints its seed.
/// </summary>
public sealed class PayloadFuzzTests
{
    private const int RecordsPerSeed = 500;
    private const int DefaultRecords = 20_000;

    private static readonly DateTimeOffset s_receipt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("coingecko"), TestCase("coinpaprika")]
    public void A_mutated_record_costs_itself_at_most(string source)
    {
        using var bench = new Bench(source);
        Parallel.For(0, Seeds(), seed => Check(seed, () => FuzzJson(bench, seed)));
    }

    [Test]
    public void A_mutated_file_is_read_or_refused()
    {
        using var bench = new Bench("csv");
        Parallel.For(0, Math.Max(1, Seeds() / 10), seed => Check(seed, () => FuzzCsv(bench, seed)));
    }

    private static int Seeds()
    {
        var set = Environment.GetEnvironmentVariable("KASPARRO_FUZZ_RECORDS");
        var records = set is null ? DefaultRecords : int.Parse(set, CultureInfo.InvariantCulture);
        return (records / 2 / RecordsPerSeed) + 1;
    }

    private static void Check(int seed, Action fuzz)
    {
        try
        {
            fuzz();
        }
        catch (Exception found)
        {
            throw new InvalidOperationException($"Seed {seed}: {found.Message}", found);
        }
    }

    private static void FuzzJson(Bench bench, int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < RecordsPerSeed; number++)
        {
            var payload = bench.Payloads[random.Next(bench.Payloads.Length)];
            var mutant = PayloadMutations.Mutate(payload, random);
            byte[] body = [.. "[1,"u8, .. mutant, .. ",2]"u8];
            try
            {
                var elements = JsonRecords
                    .Read(body)
                    .Parts(3)
                    .SelectMany(part => part)
                    .Select(part => part.Text)
                    .ToList();
                foreach (var element in elements)
                    CheckRecord(bench.Source, RawRecord.From(RecordId.Usual.Read(element.Span), element), element);
                Assert.That(elements, Has.Count.GreaterThanOrEqualTo(2));
            }
            catch (JsonRecordsException refusal)
            {
                Assert.That(refusal.Message, Is.Not.Empty);
            }

            // What lies in Bronze may be anything that PostgreSQL takes for JSON, and more than that after a bug.
            CheckMapping(bench.Source, mutant);
        }
    }

    private static void FuzzCsv(Bench bench, int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < RecordsPerSeed / 10; number++)
        {
            var rows = Enumerable.Range(0, 10).Select(_ => bench.Payloads[random.Next(1, bench.Payloads.Length)]);
            byte[] file = [.. bench.Payloads[0], .. rows.SelectMany(row => row)];
            try
            {
                var csv = PayloadMutations.Mutate(file, random);
                foreach (var (id, json) in CsvProbe.ReadAsync(csv, maxRowBytes: 4_096).GetAwaiter().GetResult())
                {
                    var payload = Encoding.UTF8.GetBytes(json);
                    CheckRecord(bench.Source, new RawRecord(id, payload), payload);
                }
            }
            catch (SourceException refusal)
            {
                Assert.That(StorableText.IsStorable(refusal.Failure.ToString()), Is.True);
            }
        }
    }

    private static void CheckRecord(ISource source, RawRecord record, ReadOnlyMemory<byte> sent)
    {
        Assert.That(SourceRecordId.IsStorable(record.SourceId), Is.True);
        using var stored = JsonDocument.Parse(
            record.Payload,
            new JsonDocumentOptions { MaxDepth = StorableJson.MaxDepth }
        );
        if (!record.Payload.Span.SequenceEqual(sent.Span))
            Assert.That(stored.RootElement.GetString(), Is.EqualTo(Encoding.UTF8.GetString(sent.Span)));

        var hash = PayloadHash.Of(record.Payload.Span);
        byte[] spaced = [.. " \n"u8, .. record.Payload.Span, .. "\t "u8];
        Assert.That(PayloadHash.Of(spaced), Is.EqualTo(hash));
        CheckMapping(source, record.Payload);
    }

    private static void CheckMapping(ISource source, ReadOnlyMemory<byte> payload)
    {
        var mapping = PlausibleTime.Enforce(source.Map(payload), s_receipt);
        switch (mapping)
        {
            case Mapping.Rejected rejected:
                Assert.That(rejected.Kind, Is.Not.EqualTo(TransformFailureType.MappingError));
                Assert.That(StorableText.IsStorable(rejected.Reason), Is.True);
                break;
            case Mapping.Accepted { Observation: var seen }:
                Assert.That(seen.PriceUsd.Sign, Is.Positive);
                Assert.That(seen.LastUpdated, Is.InRange(PlausibleTime.Earliest, s_receipt + PlausibleTime.Ahead));
                Assert.That(StorableText.IsStorable(seen.SourceAssetId + seen.Symbol + seen.Name), Is.True);
                break;
        }

        Assert.That(PlausibleTime.Enforce(source.Map(payload), s_receipt), Is.EqualTo(mapping));
    }

    /// <summary>A source and what its records look like; of CSV the header, then rows.</summary>
    private sealed class Bench : IDisposable
    {
        private readonly SourceBench _bench;

        public Bench(string source)
        {
            (ISourceModule module, IEnumerable<string> payloads) = source switch
            {
                "coingecko" => (new CoinGeckoModule(), SampleCoins.OfCoinGecko(count: 25)),
                "coinpaprika" => (new CoinPaprikaModule(), SampleCoins.OfCoinPaprika(count: 25)),
                _ => ((ISourceModule)new CsvModule(), (IEnumerable<string>)s_csv),
            };
            _bench = new SourceBench(module, new Dictionary<string, string?>());
            Payloads = [.. payloads.Select(Encoding.UTF8.GetBytes)];
        }

        public ISource Source => _bench.Source;

        public byte[][] Payloads { get; }

        private static readonly string[] s_csv =
        [
            "SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap\n",
            "1,Bitcoin,BTC,2013-04-29 23:59:59,147.4,134.0,134.4,144.5399932861328,0.0,1603768864.5\n",
            "2,\"Doge, coin\",doge,\"Nov 07, 2017\",1,2,3,8.3e-05,\"2,326,340,000\",-\r\n",
            "3,Ether,ETH,1609459199,.5,5.,+1,$700.12,NA,\n",
        ];

        public void Dispose() => _bench.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
