using System.Net;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

/// <summary>The proxy of this process is exchanged.</summary>
[NonParallelizable]
public sealed class PublicConnectorTests
{
    private readonly IWebProxy _proxy = HttpClient.DefaultProxy;

    [SetUp]
    public void SetProxy() => HttpClient.DefaultProxy = new WebProxy("http://proxy.example:3128");

    [TearDown]
    public void RestoreProxy() => HttpClient.DefaultProxy = _proxy;

    [TestCase("http://proxy.example:3128/", true)]
    [TestCase("http://proxy.example:9200/", false)]
    [TestCase("http://other.example:3128/", false)]
    public void A_private_address_is_connected_to_only_where_it_is_the_operator_s_own_proxy(
        string address,
        bool isAllowed
    )
    {
        var network = new PrivateNetwork();
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = new PublicConnector(network).ConnectAsync,
        };
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, CancellationToken.None));
        Assert.That(network.IsConnectedTo, Is.EqualTo(isAllowed));
    }

    private sealed class PrivateNetwork : INetwork
    {
        public bool IsConnectedTo { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1")]);

        public Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
        {
            IsConnectedTo = true;
            throw new IOException("No one is here.");
        }
    }
}
