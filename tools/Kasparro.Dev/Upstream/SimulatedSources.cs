using Kasparro.Dev.Settings;
using Kasparro.Infrastructure.Sources;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.Dev.Upstream;

/// <summary>
/// Which sources take part where prices are invented: real and invented ones never go into one database, so a source
/// that no simulator stands for is off.
/// </summary>
internal static class SimulatedSources
{
    /// <summary>
    /// Whether an address in the settings leads to this machine, where a simulator is and no provider.
    /// </summary>
    public static bool AreGiven(LocalSettings settings) =>
        SourceModules.All.Any(module =>
            Uri.TryCreate(settings.Find(BaseUrl(module)), UriKind.Absolute, out var address) && address.IsLoopback
        );

    /// <summary>Whether an address of any source is in the settings.</summary>
    public static string? FirstGiven(LocalSettings settings) =>
        SourceModules.All.Select(BaseUrl).FirstOrDefault(settings.Has);

    /// <summary>The sources that the settings enable, divided.</summary>
    /// <param name="addresses">Those of the simulator, by setting.</param>
    public static ILookup<bool, string> Divide(LocalSettings settings, IReadOnlyDictionary<string, string> addresses)
    {
        var enabled = settings.Find(SourceSettings.Variable)?.Split(',', StringSplitOptions.TrimEntries);
        return SourceModules
            .All.Where(module => enabled?.Contains(module.Name) ?? module.IsOnByDefault)
            .ToLookup(
                module =>
                    !module.Options.IsAssignableTo(typeof(ApiOptions))
                    || settings.Has(BaseUrl(module))
                    || addresses.ContainsKey(BaseUrl(module)),
                module => module.Name
            );
    }

    private static string BaseUrl(ISourceModule module) => $"{module.SettingPrefix}_BASE_URL";
}
