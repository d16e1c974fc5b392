using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>
/// The id of an asset in CSV files, which have none: its symbol and name together, because two coins may share a
/// symbol.
/// </summary>
internal static class CsvAssetId
{
    /// <summary>
    /// <c>BTC|Bitcoin</c>. Bars in the symbol are escaped, so that no two pairs give one id; a space behind a comma is
    /// no part of either. Capitals and small letters stay: ids that were given before have to mean what they meant.
    /// Null where a part is empty.
    /// </summary>
    public static string? Of(string? symbol, string? name)
    {
        if (string.IsNullOrWhiteSpace(symbol) || string.IsNullOrWhiteSpace(name))
            return null;
        var key = CsvLabel.Of(symbol);
        if (key.AsSpan().ContainsAny('|', '%'))
            key = key.Replace("%", "%25").Replace("|", "%7C");
        return $"{key}|{CsvLabel.Of(name)}";
    }
}
