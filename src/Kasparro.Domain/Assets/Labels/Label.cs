namespace Kasparro.Domain.Assets.Labels;

/// <summary>
/// What a listing is called, made comparable. All but the symbol is computed when it is first needed: most symbols
/// occur at one source only, and nothing else of their listings is ever compared.
/// </summary>
public sealed class Label
{
    private readonly Lazy<Comparable> _comparable;

    private Label(string symbol, string name, string slug)
    {
        Symbol = LabelNormaliser.Symbol(symbol);
        _comparable = new Lazy<Comparable>(() => new Comparable(Symbol, name, slug), isThreadSafe: false);
    }

    public static Label Of(string symbol, string name, string? slug) => new(symbol, name, slug ?? "");

    /// <summary>See <see cref="LabelNormaliser.Symbol"/>. Empty where nothing visible was written.</summary>
    public string Symbol { get; }

    /// <summary>See <see cref="LabelNormaliser.Name"/>.</summary>
    public string Name => _comparable.Value.Name;

    /// <summary>The name and the slug, each also without generic words.</summary>
    public IReadOnlyList<string> RelatedNames => _comparable.Value.RelatedNames;

    /// <summary>
    /// Words such as wrapped, staked or v2, sorted: a coin that has one is another coin than the one that has none,
    /// however alike their names and prices are.
    /// </summary>
    public string Guards => _comparable.Value.Guards;

    /// <summary>A word of name or slug is in both that is not generic, no guard, and not the dollar.</summary>
    public bool SharesWord(Label other) =>
        _comparable.Value.DistinctiveWords.Intersect(other._comparable.Value.DistinctiveWords).Any();

    /// <summary>In both, a word of name or slug starts with the symbol, as in WOO Network and Wootrade.</summary>
    public bool RepeatsSymbol(Label other) =>
        Symbol.Length >= 3 && _comparable.Value.HasSymbol && other._comparable.Value.HasSymbol;

    private sealed class Comparable
    {
        private readonly string _symbol;

        public Comparable(string symbol, string name, string slug)
        {
            _symbol = symbol;
            Name = LabelNormaliser.Name(name);
            var nameWords = LabelNormaliser.Words(name);
            var slugWords = LabelNormaliser.Words(slug);
            var guards = nameWords.Select(LabelWords.Guard).OfType<string>().Distinct();
            Guards = string.Join(' ', guards.Order(StringComparer.Ordinal));
            RelatedNames =
            [
                .. Keys(nameWords).Concat(Keys(slugWords)).Prepend(Name).Where(key => key.Length > 0).Distinct(),
            ];
            DistinctiveWords = [.. nameWords.Concat(slugWords).Where(IsDistinctive).Distinct()];
            HasSymbol = nameWords.Concat(slugWords).Any(StartsWithSymbol);
        }

        public string Name { get; }
        public string Guards { get; }
        public IReadOnlyList<string> RelatedNames { get; }
        public IReadOnlyList<string> DistinctiveWords { get; }
        public bool HasSymbol { get; }

        /// <summary>All words; those that are not generic; and without the symbol, which many names repeat.</summary>
        private IEnumerable<string> Keys(IReadOnlyList<string> words)
        {
            string[] specific = [.. words.Where(word => !LabelWords.IsGeneric(word)).Select(LabelWords.WithoutToken)];
            return
            [
                string.Concat(words),
                string.Concat(specific),
                string.Concat(specific.Where(word => !IsSymbol(word))),
            ];
        }

        private bool IsDistinctive(string word) =>
            !LabelWords.IsGeneric(word)
            && !LabelWords.IsDollar(word)
            && LabelWords.Guard(word) is null
            && !IsSymbol(word);

        private bool StartsWithSymbol(string word) => word.StartsWith(_symbol, StringComparison.OrdinalIgnoreCase);

        private bool IsSymbol(string word) => word.Equals(_symbol, StringComparison.OrdinalIgnoreCase);
    }
}
