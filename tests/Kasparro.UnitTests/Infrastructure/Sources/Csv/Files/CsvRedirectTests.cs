using System.Net;
using System.Net.Sockets;
using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Where a redirect may lead a download, judged by the address that is connected to.</summary>
public sealed class CsvRedirectTests
{
    private const string Public = "93.184.216.34";
    private const string Metadata = "169.254.169.254";

    [Test]
    public async Task Another_public_host_is_followed()
    {
        await using var files = await FilesAsync();
        await using var start = await RedirectingAsync("http://files.example/prices.csv");
        var network = new StubConnections(files.Address.Port, [Public]);

        var records = await CsvProbe.ReadAllAsync(CsvProbe.Source($"{start.Address}", connections: network));

        Assert.That(records.Select(record => record.Json), Is.EqualTo(new[] { CsvProbe.Json(1) }));
        Assert.That(network.Resolved, Is.EqualTo(new[] { "files.example" }));
        Assert.That(network.Connected, Is.EqualTo(new[] { Public }));
    }

    [TestCase("127.0.0.1"), TestCase("10.0.0.1"), TestCase("192.168.1.1"), TestCase(Metadata), TestCase("::1")]
    [TestCase("fd00:ec2::254"), TestCase("::ffff:169.254.169.254")]
    public async Task A_name_that_means_an_address_that_is_not_public_is_not_connected_to(string address)
    {
        await using var start = await RedirectingAsync("http://files.example/prices.csv");
        var network = new StubConnections(port: 1, [address]);

        AssertNotPublic($"{start.Address}", network);
        Assert.That(network.Connected, Is.Empty);
    }

    [TestCase($"http://{Metadata}/latest/meta-data"), TestCase("http://0xA9FEA9FE/latest/meta-data")]
    [TestCase("http://127.0.0.1:9/"), TestCase("http://[::1]:9/"), TestCase("http://[::ffff:10.0.0.1]/")]
    [TestCase("http://2130706433/")]
    public async Task An_address_that_is_not_public_is_not_connected_to(string target)
    {
        await using var start = await RedirectingAsync(target);
        var network = new StubConnections(port: 1, [Public]);

        AssertNotPublic($"{start.Address}", network);
        Assert.That(network.Connected, Is.Empty);
    }

    [Test]
    public async Task Of_several_addresses_only_the_public_ones_are_connected_to()
    {
        await using var files = await FilesAsync();
        await using var start = await RedirectingAsync("http://files.example/prices.csv");
        var network = new StubConnections(files.Address.Port, [Metadata, Public, "10.0.0.1"]);

        await CsvProbe.ReadAllAsync(CsvProbe.Source($"{start.Address}", connections: network));
        Assert.That(network.Connected, Is.EqualTo(new[] { Public }));
    }

    [Test]
    public async Task A_name_that_means_another_address_the_second_time_is_judged_again()
    {
        // The first connection closes, so the second redirect needs one of its own.
        await using var files = await StubUpstream.StartAsync(_ => Redirect("/again", close: true));
        await using var start = await RedirectingAsync("http://files.example/prices.csv");
        var network = new StubConnections(files.Address.Port, [Public], [Metadata]);

        AssertNotPublic($"{start.Address}", network);
        Assert.That(network.Connected, Is.EqualTo(new[] { Public }));
        Assert.That(network.Resolved, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_public_host_does_not_lead_back_to_the_private_one_that_was_set()
    {
        StubUpstream? start = null;
        await using var files = await StubUpstream.StartAsync(_ => Redirect($"{start!.Address}admin"));
        start = await RedirectingAsync("http://files.example/prices.csv");
        await using var _ = start;
        var network = new StubConnections(files.Address.Port, [Public]);

        AssertNotPublic($"{start.Address}", network);
        Assert.That(start.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("http://files.example/prices.csv"), TestCase("ftp://files.example/prices.csv")]
    public void From_https_it_never_goes_down(string target)
    {
        var requests = new List<Uri>();
        var network = new StubNetwork(request =>
        {
            requests.Add(request.RequestUri!);
            return new HttpResponseMessage(HttpStatusCode.Found)
            {
                RequestMessage = request,
                Headers = { Location = new Uri(target) },
            };
        });
        var failure = Fail("https://files.example/prices.csv", network, connections: null);

        Assert.That(failure.Class, Is.EqualTo(FailureClass.Config));
        Assert.That(
            failure.Sentence,
            Is.EqualTo(
                "https://files.example/prices.csv redirects from https to another protocol, which is not followed."
            )
        );
        Assert.That(requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redirects_without_end_are_given_up()
    {
        await using var start = await StubUpstream.StartAsync(_ => Redirect("/again"));
        var failure = Fail($"{start.Address}", network: null, connections: null);

        Assert.That(failure.Class, Is.EqualTo(FailureClass.Config));
        Assert.That(failure.Sentence, Does.EndWith(" redirects more than 5 times."));
        Assert.That(start.Requests, Has.Count.EqualTo(6));
    }

    private static void AssertNotPublic(string address, INetwork connections)
    {
        var failure = Fail(address, network: null, connections);
        Assert.That(failure.Class, Is.EqualTo(FailureClass.Config));
        Assert.That(
            failure.Sentence,
            Is.EqualTo($"{address} redirects to an address that is not public, which is not followed.")
        );
    }

    private static RunFailure Fail(string address, HttpMessageHandler? network, INetwork? connections) =>
        Assert
            .ThrowsAsync<SourceException>(() =>
                CsvProbe.ReadAllAsync(CsvProbe.Source(address, network, connections: connections))
            )!
            .Failure;

    private static Task<StubUpstream> RedirectingAsync(string target) => StubUpstream.StartAsync(_ => Redirect(target));

    private static Task<StubUpstream> FilesAsync() =>
        StubUpstream.StartAsync(_ => new StubResponse(200, Encoding.UTF8.GetBytes(CsvProbe.Csv(1)), "text/csv"));

    private static StubResponse Redirect(string location, bool close = false)
    {
        var response = new StubResponse(302, []) { Headers = { ["Location"] = location } };
        if (close)
            response.Headers["Connection"] = "close";
        return response;
    }

    /// <summary>Resolves every name to what a test says, one response after the other.</summary>
    private sealed class StubConnections(int port, params string[][] responses) : INetwork
    {
        public List<string> Resolved { get; } = [];

        public List<string> Connected { get; } = [];

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
        {
            Resolved.Add(host);
            var addresses = IPAddress.TryParse(host, out var literal)
                ? [literal]
                : Array.ConvertAll(responses[Math.Min(Resolved.Count, responses.Length) - 1], IPAddress.Parse);
            return Task.FromResult(addresses);
        }

        public async Task<Stream> ConnectAsync(IPAddress[] addresses, int _, CancellationToken ct)
        {
            Connected.AddRange(addresses.Select(address => address.ToString()));
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
