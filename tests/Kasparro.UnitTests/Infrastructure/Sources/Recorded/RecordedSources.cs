using Kasparro.Infrastructure.Sources;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.NewSource;
using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.UnitTests.Infrastructure.Sources.Recorded.Honest;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>
/// The sources that every check runs for: all of the product, none of which can be left out, the one that the template
/// makes, and made-up ones of every shape that an API can have.
/// </summary>
internal static class RecordedSources
{
    private static readonly Dictionary<string, ISourceModule> s_modules = SourceModules
        .All.Append(new NewSourceModule())
        .Concat(HonestSources.All)
        .ToDictionary(module => module.Name);

    public static IEnumerable<string> All => s_modules.Keys;

    public static IEnumerable<string> Http =>
        s_modules
            .Values.Where(module => module.Options.IsAssignableTo(typeof(ApiOptions)))
            .Select(module => module.Name);

    public static RecordedSource Of(string name) => RecordingFolder.Load(s_modules[name]);

    public static ISourceModule Module(string name) => s_modules[name];
}
