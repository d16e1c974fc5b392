namespace Kasparro.Testing.Upstream;

/// <summary>A request as the stub upstream received it.</summary>
/// <param name="At">By the stub's clock.</param>
public sealed record StubRequest(
    DateTimeOffset At,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers
);
