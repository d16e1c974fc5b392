using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Infrastructure.Sources;

/// <summary>
/// A source that is enabled and takes no part: it requires a key that is not set, or it is enabled only because none is
/// named, and has nothing to fetch from.
/// </summary>
/// <param name="Name">As in ENABLED_SOURCES.</param>
/// <param name="Reason">Without a full stop.</param>
public sealed record AbsentSource(string Name, string Reason)
{
    /// <summary>Null where the source takes part.</summary>
    /// <param name="isNamed">Whether ENABLED_SOURCES names it.</param>
    /// <param name="fetches">False for a host that only describes sources: it has no keys.</param>
    internal static AbsentSource? Of(ISourceModule module, Settings settings, bool isNamed, bool fetches)
    {
        var reason = (fetches ? module.MissingKey(settings) : null) ?? (isNamed ? null : module.Absence(settings));
        return reason is null ? null : new AbsentSource(module.Name, reason);
    }
}
