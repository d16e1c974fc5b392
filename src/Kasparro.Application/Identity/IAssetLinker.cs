namespace Kasparro.Application.Identity;

/// <summary>
/// Links listings to assets, in one transaction that no transformation of any source overlaps. Findings about suspect
/// links are part of it.
/// </summary>
public interface IAssetLinker
{
    /// <param name="decision">A person's decision, made first; null for none.</param>
    /// <exception cref="UnknownListingException">The decision is about a listing that no source has.</exception>
    Task<LinkResult> LinkAsync(PersonalDecision? decision, CancellationToken ct);
}
