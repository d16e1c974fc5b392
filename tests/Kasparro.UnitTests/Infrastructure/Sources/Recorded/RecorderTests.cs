using System.Net;
using System.Text;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.UnitTests.Infrastructure.Sources.Recorded.Honest;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What is recorded of a provider can be fetched again, is short, and has no key in it.</summary>
public sealed class RecorderTests
{
    private const string Key = "a-key-of-a-test+/";
    private const string Host = "https://provider.test/v1/";

    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("bare"), TestCase("numbered"), TestCase("cursors"), TestCase("links"), TestCase("follows")]
    [TestCase("offsets"), TestCase("members"), TestCase("receipts")]
    public async Task A_recording_is_fetched_again_as_it_was_recorded(string name)
    {
        var module = HonestSources.Of(name);
        var recording = await RecordAsync(name);
        var again = new RecordedSource(
            module,
            Recording.Read(recording.Write()),
            new Golden("", new Dictionary<string, string>(), [])
        );
        var fetch = (await again.FetchAsync()).AssertComplete();

        Assert.That(
            fetch.Requests.Select(request => request.Address),
            Is.EqualTo(recording.Exchanges.Select(exchange => exchange.Request))
        );
        Assert.That(fetch.Records.Select(record => record.Row), Has.Some.Not.Null);
        Assert.That(fetch.Records, Has.Count.InRange(4, 8));
        Assert.That(
            recording.Write(),
            Does.Not.Contain(Key).And.Not.Contain("provider.test/").And.Not.Contain(Uri.EscapeDataString(Key))
        );
    }

    [Test]
    public void What_is_no_success_is_not_recorded() =>
        Assert.That(
            () => RecordAsync("bare", HttpStatusCode.Forbidden),
            Throws.Exception.With.Message.Contains("could not be reached")
        );

    private static async Task<Recording> RecordAsync(string name, HttpStatusCode status = HttpStatusCode.OK)
    {
        var module = HonestSources.Of(name);
        using var network = new Provider(RecordingFolder.Load(module).Recording, status);
        var settings = new Dictionary<string, string?>
        {
            [$"{module.SettingPrefix}_BASE_URL"] = Host,
            [$"{module.SettingPrefix}_API_KEY"] = Key,
            [$"{module.SettingPrefix}_MIN_INTERVAL"] = "0s",
            [$"{module.SettingPrefix}_MAX_RETRIES"] = "0",
        };
        return await Recorder.RecordAsync(module, settings, network, new FakeTimeProvider(s_now));
    }

    /// <summary>A provider with more of everything than its recording has.</summary>
    private sealed class Provider(Recording recording, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var address = request
                .RequestUri!.AbsoluteUri[Host.Length..]
                .Replace(Uri.EscapeDataString(Key), "", StringComparison.Ordinal);
            var exchange =
                recording
                    .Exchanges.OrderByDescending(exchange => exchange.Request.Length)
                    .FirstOrDefault(exchange => address.Contains(exchange.Request, StringComparison.Ordinal))
                ?? recording.Exchanges.First(exchange => exchange.Request.Split('?')[0] == address.Split('?')[0]);
            var response = new HttpResponseMessage(status)
            {
                Content = new StringContent(Longer(Own(exchange.Body)), Encoding.UTF8, "application/json"),
            };
            foreach (var (header, value) in exchange.Headers)
                response.Headers.TryAddWithoutValidation(header, Own(value));
            return Task.FromResult(response);
        }

        private static string Own(string text) =>
            text.Replace(RecordedSource.BaseAddress, Host, StringComparison.Ordinal);

        /// <summary>Ten copies of the last entry of each list of records.</summary>
        private static string Longer(string json) =>
            JsonPart
                .Read(json)
                .Arrange(
                    (part, entries) =>
                        part.Raw.StartsWith('[')
                        && part.Parts.Count > 0
                        && !part.Parts[^1].IsScalar
                        && part.Ancestors.Count() < 3
                            ? entries.Concat(
                                Enumerable
                                    .Range(0, 10)
                                    .Select(at =>
                                        part.Parts[^1].Raw.Replace("\"d\"", $"\"d{at}\"", StringComparison.Ordinal)
                                    )
                            )
                            : entries
                );
    }
}
