using System.Text.Json.Serialization;

namespace Kasparro.WebApi.Http;

/// <summary>What every response carries, filled in when it is written.</summary>
internal abstract record ApiResponse
{
    /// <summary>
    /// Finds this request in logs and traces; also in the header X-Request-Id. The caller's W3C trace id, where it sent
    /// one.
    /// </summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    [JsonPropertyOrder(1)]
    public string RequestId { get; set; } = "";

    /// <summary>Milliseconds from the arrival of the request until this response was written.</summary>
    /// <example>3.142</example>
    [JsonPropertyOrder(1)]
    public double ApiLatencyMs { get; set; }
}
