namespace Kasparro.Dev.Upstream;

/// <summary>Looks at the real APIs.</summary>
internal interface IUpstreamProbe
{
    /// <returns>Whether all of them answer.</returns>
    Task<bool> AreReachableAsync(CancellationToken ct);
}
