namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Answers every request with what a test says.</summary>
internal sealed class StubNetwork(Func<HttpRequestMessage, HttpResponseMessage> response) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => Task.FromResult(response(request));
}
