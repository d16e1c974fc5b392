using Kasparro.Application.Sources;

namespace Kasparro.Application.Status;

/// <summary>The sources whose runs are expected: for their absence, an installation is called degraded.</summary>
public static class ExpectedSources
{
    /// <summary>
    /// Every enabled source. One that requires a key counts from its first run on: who only reads has no keys, and
    /// cannot know whether the ETL has one.
    /// </summary>
    /// <param name="committed">What is known of the sources; one that never ran is not in it.</param>
    public static IEnumerable<SourceDescription> In(SourceCatalog catalog, IReadOnlyList<SourceProgress> committed) =>
        catalog
            .All.Select(source => source.Description)
            .Where(source => !source.RequiresKey || committed.Any(state => state.Source == source.Name));
}
