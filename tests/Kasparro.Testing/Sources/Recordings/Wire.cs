using System.Net;
using System.Net.Http.Headers;
using Kasparro.Testing.Upstream;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>
/// What is below a source's HTTP pipeline in place of a network: no socket, so a thousand fetches take a second.
/// </summary>
internal sealed class Wire(string baseAddress, string key, TimeProvider time) : HttpMessageHandler
{
    /// <summary>More than any walk may take; see PageWalk.HardCap.</summary>
    private const int MostRequests = 1_200;

    private readonly List<WireRequest> _requests = [];
    private readonly CancellationTokenSource _closed = new();

    public IReadOnlyList<WireRequest> Requests => _requests;

    /// <summary>True where a walk had no end and was stopped here.</summary>
    public bool WasEndless { get; private set; }

    public Func<WireRequest, StubResponse> Respond { get; set; } = _ => StubResponse.Error(500);

    /// <summary>Called while a request waits that is never responded to.</summary>
    public Action? OnHang { get; set; }

    public void Clear() => _requests.Clear();

    /// <summary>Ends what is under way and whatever else would be sent.</summary>
    public void Close() => _closed.Cancel();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, _closed.Token);
        ends.Token.ThrowIfCancellationRequested();
        var seen = new WireRequest(
            _requests.Count + 1,
            AddressOf(request.RequestUri!),
            request.RequestUri!,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            time.GetUtcNow()
        );
        _requests.Add(seen);
        if (_requests.Count > MostRequests)
        {
            WasEndless = true;
            throw new InvalidOperationException("The walk has no end.");
        }

        var response = Respond(seen);
        if (response.Hangs)
        {
            _ = Task.Run(() => OnHang?.Invoke(), CancellationToken.None);
            await Task.Delay(Timeout.InfiniteTimeSpan, ends.Token);
        }

        return ToMessage(response, request);
    }

    /// <summary>Path and query without the parameter that is the key.</summary>
    public static string WithoutKey(string address, string? key)
    {
        if (key is null || address.Split('?', 2) is not [var path, var all])
            return address;
        var query = all.Split('&').Where(pair => !pair.EndsWith('=' + Uri.EscapeDataString(key), Ordinal));
        return string.Join('&', query) is { Length: > 0 } left ? $"{path}?{left}" : path;
    }

    private string AddressOf(Uri uri) =>
        uri.AbsoluteUri.StartsWith(baseAddress, Ordinal)
            ? WithoutKey(uri.AbsoluteUri[baseAddress.Length..], key)
            : uri.AbsoluteUri;

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static HttpResponseMessage ToMessage(StubResponse response, HttpRequestMessage request)
    {
        HttpContent content = response.CutAfter is { } cut
            ? new StreamContent(new CutStream(response.Body[..cut]))
            : new ByteArrayContent(response.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        content.Headers.ContentLength = response.Body.Length;
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            Content = content,
            RequestMessage = request,
        };
        foreach (var (name, value) in response.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>A body whose connection breaks.</summary>
    private sealed class CutStream(byte[] start) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) =>
            await base.ReadAsync(buffer, ct) is var read and > 0
                ? read
                : throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }
}
