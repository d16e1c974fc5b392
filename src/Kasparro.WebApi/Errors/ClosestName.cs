using Kasparro.Application;

namespace Kasparro.WebApi.Errors;

/// <summary>The known name that a mistyped one was likely meant to be.</summary>
internal static class ClosestName
{
    /// <summary>A longer name is no typing error, and comparing it would cost its length.</summary>
    private const int MaxCompared = 40;

    /// <summary>Null where no name is near: page is no mistyped from.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        var typed = (given.Length > MaxCompared ? given[..MaxCompared] : given).ToLowerInvariant();
        var closest = known.MinBy(name => EditDistance.Of(typed, name))!;
        return EditDistance.Of(typed, closest) <= Math.Max(1, closest.Length / 2) ? closest : null;
    }
}
