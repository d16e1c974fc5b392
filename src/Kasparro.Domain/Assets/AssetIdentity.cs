namespace Kasparro.Domain.Assets;

/// <summary>
/// Which asset a source's id means. Two sources that agree on (symbol in upper case, name) mean one asset. Two ids of
/// one source never do: the id that came first keeps the plain name, any later one is disambiguated by its source and
/// id in the name. The id is computed from symbol and name alone, so it is the same after every rebuild, in whatever
/// order sources are processed.
/// </summary>
/// <param name="Symbol">Upper case, invariant.</param>
/// <param name="Name">As the source writes it, or with <c> [source:id]</c> behind it.</param>
public sealed record AssetIdentity(Guid AssetId, string Symbol, string Name)
{
    /// <summary>The namespace of Kasparro's asset ids. Changing it changes every id.</summary>
    private static readonly Guid s_namespace = new("6f0d1b52-5d0b-5a3e-9d52-0c1f6c7a4b11");

    /// <summary>The asset that a symbol and a name mean by themselves.</summary>
    public static AssetIdentity Shared(string source, string sourceAssetId, string symbol, string name) =>
        // A source could send a name that looks like one we made; it must not pass for that asset.
        LooksDisambiguated(name)
            ? Of(Normalise(symbol), Disambiguate(name, source, sourceAssetId))
            : Of(Normalise(symbol), name);

    /// <summary>
    /// The next identity to try for a source's id whose first one belongs to another id of the same source.
    /// </summary>
    public AssetIdentity Disambiguated(string source, string sourceAssetId) =>
        Of(Symbol, Disambiguate(Name, source, sourceAssetId));

    public bool IsDisambiguated => LooksDisambiguated(Name);

    private static AssetIdentity Of(string symbol, string name) =>
        new(UuidV5.Of(s_namespace, $"{Escape(symbol)}\u001f{name}"), symbol, name);

    /// <summary>
    /// A symbol with the separator in it must not move the border between symbol and name: that would be another
    /// asset's id.
    /// </summary>
    private static string Escape(string symbol) =>
        symbol
            .Replace("\u001e", "\u001e0", StringComparison.Ordinal)
            .Replace("\u001f", "\u001e1", StringComparison.Ordinal);

    private static string Normalise(string symbol) => symbol.ToUpperInvariant();

    private static string Disambiguate(string name, string source, string sourceAssetId) =>
        $"{name} [{source}:{sourceAssetId}]";

    private static bool LooksDisambiguated(string name) =>
        name.EndsWith(']')
        && name.LastIndexOf(" [", StringComparison.Ordinal) is var at and >= 0
        && name.IndexOf(':', at) >= 0;
}
