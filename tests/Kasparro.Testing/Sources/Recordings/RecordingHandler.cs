using System.Net;
using System.Text;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>Sends requests on, shortens what comes back, and keeps both.</summary>
internal sealed class RecordingHandler(HttpMessageHandler network, string? key) : DelegatingHandler(network)
{
    private const int Pages = 2;

    private readonly ShortLists _lists = new();

    public string BaseAddress { get; set; } = "";

    public List<RecordedExchange> Exchanges { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var address = AddressOf(request.RequestUri!);
        var path = address.Split('?')[0];
        var before = Exchanges.Where(exchange => exchange.Request.Split('?')[0] == path).ToList();
        var exchange =
            before.Count < Pages
                ? await AskAsync(request, address, ct)
                : new RecordedExchange(
                    address,
                    200,
                    new Dictionary<string, string>(),
                    ShortLists.Ended(before[^1].Body, address)
                );
        Exchanges.Add(exchange);

        var response = new HttpResponseMessage((HttpStatusCode)exchange.Status)
        {
            Content = new StringContent(WithBase(exchange.Body), Encoding.UTF8, "application/json"),
            RequestMessage = request,
        };
        foreach (var (name, value) in exchange.Headers)
            response.Headers.TryAddWithoutValidation(name, WithBase(value));
        return response;
    }

    private async Task<RecordedExchange> AskAsync(HttpRequestMessage request, string address, CancellationToken ct)
    {
        using var response = await base.SendAsync(request, ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(
                $"{address} responded with {(int)response.StatusCode}: nothing is recorded."
            );
        var headers = new Dictionary<string, string>();
        if (response.Headers.TryGetValues("Link", out var links))
            headers["Link"] = WithoutBase(string.Join(", ", links));
        return new RecordedExchange(address, (int)response.StatusCode, headers, WithoutBase(_lists.Cut(body)));
    }

    private string AddressOf(Uri uri)
    {
        var whole = uri.AbsoluteUri;
        if (!whole.StartsWith(BaseAddress, StringComparison.Ordinal))
            throw new HttpRequestException($"{uri.Host} is not the host of {BaseAddress}: nothing is recorded.");
        return Wire.WithoutKey(whole[BaseAddress.Length..], key);
    }

    private string WithoutBase(string text)
    {
        var own = text.Replace(BaseAddress, Recording.BaseAddress, StringComparison.Ordinal);
        return key is null ? own : own.Replace(key, "***", StringComparison.Ordinal);
    }

    private string WithBase(string text) => text.Replace(Recording.BaseAddress, BaseAddress, StringComparison.Ordinal);
}
