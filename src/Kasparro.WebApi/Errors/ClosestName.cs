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
        var closest = known.MinBy(name => Distance(typed, name))!;
        return Distance(typed, closest) <= Math.Max(1, closest.Length / 2) ? closest : null;
    }

    /// <summary>Levenshtein's distance: letters to insert, delete or replace.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
