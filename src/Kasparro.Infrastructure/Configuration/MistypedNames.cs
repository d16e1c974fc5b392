using Kasparro.Application;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>Variables that are no settings, and are called nearly as a setting that is not set.</summary>
public static class MistypedNames
{
    private const int MostWrong = 2;

    /// <summary>Two wrong letters of a shorter name make another name: API_HOST is no mistyped API_PORT.</summary>
    private const int Long = 12;

    /// <param name="given">Names of variables, of any program.</param>
    /// <param name="unset">Settings without a value.</param>
    public static IEnumerable<(string Given, string Meant)> Find(
        IEnumerable<string> given,
        IReadOnlyCollection<string> unset
    ) =>
        from name in given
        let upper = name.ToUpperInvariant()
        let meant = unset.FirstOrDefault(setting => IsNear(upper, setting))
        where meant is not null
        select (name, meant);

    private static bool IsNear(string name, string setting)
    {
        var most = setting.Length < Long ? 1 : MostWrong;
        return Math.Abs(name.Length - setting.Length) <= most && EditDistance.Of(name, setting) <= most;
    }
}
