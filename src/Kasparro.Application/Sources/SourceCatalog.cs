using System.Diagnostics.CodeAnalysis;

namespace Kasparro.Application.Sources;

/// <summary>The sources that this process may run, in the order of their names.</summary>
public sealed class SourceCatalog(IEnumerable<ISource> sources)
{
    private readonly SortedDictionary<string, ISource> _byName = new(
        sources.ToDictionary(source => source.Description.Name),
        StringComparer.Ordinal
    );

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public IReadOnlyCollection<ISource> All => _byName.Values;

    public ISource this[string name] =>
        _byName.TryGetValue(name, out var source)
            ? source
            : throw new ArgumentException(
                $"There is no source '{name}'. Known: {string.Join(", ", _byName.Keys)}.",
                nameof(name)
            );

    public bool TryGet(string name, [MaybeNullWhen(false)] out ISource source) => _byName.TryGetValue(name, out source);
}
