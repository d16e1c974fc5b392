using Kasparro.Domain.Assets.Labels;

namespace Kasparro.WebApi.Parameters;

/// <summary>Symbols as people write them: <c>BTC </c>, <c>$btc</c>, <c>btc,eth</c>.</summary>
internal static class SymbolParameter
{
    /// <summary>
    /// All that a stored symbol can be for what was asked; symbols of assets are in upper case. A text with a comma is
    /// several symbols, or one that has a comma itself.
    /// </summary>
    public static IReadOnlyList<string> Read(RequestQuery query, TextParameter parameter)
    {
        var given = query.Many(parameter);
        if (given.Any(text => Parts(text).Length == 0))
            query.Refuse(parameter, "must name a symbol");
        return [.. given.SelectMany(Meanings).Distinct(StringComparer.Ordinal)];
    }

    private static string[] Parts(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Meanings(string text)
    {
        yield return text.ToUpperInvariant();
        foreach (var symbol in Parts(text))
        {
            yield return symbol.ToUpperInvariant();
            yield return LabelNormaliser.Symbol(symbol);
        }
    }
}
