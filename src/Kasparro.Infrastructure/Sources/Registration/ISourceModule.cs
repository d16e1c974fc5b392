using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.Infrastructure.Sources.Registration;

/// <summary>How one source joins the product. Its folder holds everything else that it needs.</summary>
public interface ISourceModule
{
    /// <summary>Lower case; its raw table is <c>raw_&lt;name&gt;</c>.</summary>
    string Name { get; }

    /// <summary>For people, under the default settings.</summary>
    string Title { get; }

    /// <summary>What the source's settings start with.</summary>
    string SettingPrefix => Name.ToUpperInvariant();

    /// <summary>The class with the source's settings.</summary>
    Type Options { get; }

    /// <summary>False for a source that takes part only where ENABLED_SOURCES names it.</summary>
    bool IsOnByDefault => true;

    /// <summary>What the source says of standard settings, by their names without the prefix.</summary>
    IReadOnlyDictionary<string, SettingNote> SettingNotes => new Dictionary<string, SettingNote>();

    /// <summary>
    /// Why the source is left out where no setting and no command names it: there is nothing to fetch from. Null where
    /// there is.
    /// </summary>
    string? Absence(Settings settings) => null;

    /// <summary>
    /// Why nothing can be fetched even where a setting names the source: a key that it requires is not set. Null where
    /// it is, or none is required.
    /// </summary>
    string? MissingKey(Settings settings) => null;

    /// <summary>
    /// Reads the source's own options and adds its <see cref="Application.Sources.ISource"/> as a singleton.
    /// </summary>
    void Register(IServiceCollection services, Settings settings);
}
