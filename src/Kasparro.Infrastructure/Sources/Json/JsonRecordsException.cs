namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>A body is not a JSON array.</summary>
/// <param name="problem">Ends a sentence that starts with the sender: "sent …".</param>
internal sealed class JsonRecordsException(string problem, bool endsEarly, Exception? inner = null)
    : Exception(problem, inner)
{
    /// <summary>True where the text stops before the array does: it was cut off, not malformed.</summary>
    public bool EndsEarly { get; } = endsEarly;
}
