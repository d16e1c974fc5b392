using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>
/// The order of statements as a person would say it, in memory and without any of the product's code: a list of what
/// was said about each instant.
/// </summary>
internal sealed class StatementModel
{
    private const string NoPrice = "0";

    private readonly HashSet<Coin> _known = [];
    private readonly Dictionary<(string Id, string Instant), List<Statement>> _statements = [];

    /// <summary>The last thing said about an instant since the last transformation.</summary>
    private readonly Dictionary<(string Id, string Instant), Statement> _lastSaid = [];
    private readonly List<Statement> _received = [];
    private long _id;

    public int Raw => _known.Count;

    public int Sightings { get; private set; }

    public bool HasNewRows => _received.Count > 0;

    public void Ingest(IEnumerable<Coin> coins)
    {
        foreach (var coin in coins)
        {
            var said = new Statement(++_id, coin);
            if (_known.Add(coin))
                _received.Add(said);
            if (coin.Price != NoPrice)
                _lastSaid[(coin.Id, coin.LastUpdated)] = said;
        }
    }

    public void Transform()
    {
        foreach (var row in _received.Where(row => row.Coin.Price != NoPrice))
            Said(row.Coin).Add(row);
        foreach (var last in _lastSaid.Values)
        {
            if (Said(last.Coin)[^1].Coin == last.Coin)
                continue;
            Said(last.Coin).Add(last);
            Sightings++;
        }

        _received.Clear();
        _lastSaid.Clear();
    }

    /// <summary>Each statement with the one that replaced it.</summary>
    public IEnumerable<string> Lines() =>
        _statements
            .SelectMany(said =>
                said.Value.Select(
                    (statement, at) =>
                        $"{said.Key.Id} {said.Key.Instant} {statement.Id} {statement.Coin.Price} "
                        + (at + 1 < said.Value.Count ? $"{said.Value[at + 1].Id}" : "current")
                )
            )
            .Order(StringComparer.Ordinal);

    private List<Statement> Said(Coin coin)
    {
        if (!_statements.TryGetValue((coin.Id, coin.LastUpdated), out var said))
            _statements.Add((coin.Id, coin.LastUpdated), said = []);
        return said;
    }

    private sealed record Statement(long Id, Coin Coin);
}
