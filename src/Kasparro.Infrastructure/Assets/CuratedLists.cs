using Kasparro.Domain.Assets.Linking;

namespace Kasparro.Infrastructure.Assets;

/// <summary>The curated pairs that this version carries: <c>identity/*.csv</c>, embedded.</summary>
internal static class CuratedLists
{
    private static readonly Lazy<CuratedPairs> s_pairs = new(() =>
        CuratedPairs.Read(Text("must_link"), Text("never_link"))
    );

    public static CuratedPairs Pairs => s_pairs.Value;

    private static string Text(string list)
    {
        using var stream = typeof(CuratedLists).Assembly.GetManifestResourceStream($"identity/{list}.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
