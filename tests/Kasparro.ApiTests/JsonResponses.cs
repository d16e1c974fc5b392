using System.Net;
using System.Text.Json;

namespace Kasparro.ApiTests;

internal static class JsonResponses
{
    /// <summary>The body of a response with the expected status.</summary>
    public static async Task<JsonElement> GetJsonAsync(
        this HttpClient client,
        string address,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var response = await client.GetAsync(address);
        var body = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(expected), $"{address}: {body}");
        return JsonElement.Parse(body);
    }
}
