using System.Text.RegularExpressions;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>
/// Where the members of a row are read, found out by changing one value of the record after the other. The source is
/// not asked: it could be wrong.
/// </summary>
public static partial class FieldOrigins
{
    /// <summary>In front of the paths of values that stand in the envelope.</summary>
    public const string Envelope = "envelope.";

    /// <summary>The values that each member of a record's row changes with; empty where it is no row.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Origin>> Of(ISource source, ReceivedRecord record)
    {
        if (record.Row is not { } row)
            return new Dictionary<string, IReadOnlyList<Origin>>();
        var members = OutcomeText.MembersOf(row);
        var found = members.Keys.ToDictionary(member => member, _ => new List<Origin>());
        foreach (var origin in ValuesOf(record))
        foreach (
            var member in origin.Variants.SelectMany(variant => ChangedBy(source, origin, variant, members)).Distinct()
        )
            found[member].Add(origin);
        return found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Origin>)pair.Value);
    }

    /// <summary>Of all rows of a recording, as <c>observations.json</c> has it: paths joined by a comma.</summary>
    public static IReadOnlyDictionary<string, string> OfAll(ISource source, IEnumerable<ReceivedRecord> records) =>
        records
            .SelectMany(record => Of(source, record))
            .GroupBy(member => member.Key)
            .Select(member => KeyValuePair.Create(member.Key, Joined(member.SelectMany(pair => pair.Value))))
            .Where(member => member.Value.Length > 0)
            .ToDictionary();

    /// <summary>Every value of the record and its envelope.</summary>
    public static IEnumerable<Origin> ValuesOf(ReceivedRecord record) =>
        Read(record.Payload)
            .Select(part => new Origin(record, part, IsInEnvelope: false))
            .Concat(
                record.Envelope.Length == 0
                    ? []
                    : Read(record.Envelope).Select(part => new Origin(record, part, IsInEnvelope: true))
            );

    private static IEnumerable<JsonPart> Read(string json) =>
        JsonPart.Read(json).Scalars.Where(part => part.Text != "null" || part.Raw != "null");

    private static IEnumerable<string> ChangedBy(
        ISource source,
        Origin origin,
        string variant,
        IReadOnlyDictionary<string, string?> members
    ) =>
        source.Map(origin.With(variant)) is Mapping.Accepted { Observation: var other }
            ? OutcomeText
                .MembersOf(other)
                .Where(member => member.Value is not null && member.Value != members[member.Key])
                .Select(member => member.Key)
            : [];

    private static string Joined(IEnumerable<Origin> origins) =>
        string.Join(", ", origins.Select(origin => origin.Path).Distinct());

    /// <summary>
    /// The same number, or text, with another last digit (of a number's digits, not of its exponent).
    /// </summary>
    public static string? Bump(string text)
    {
        var mantissa = Mantissa().Match(text) is { Success: true } number ? number.Length : text.Length;
        var at = text.AsSpan(0, mantissa).LastIndexOfAnyInRange('0', '9');
        return at < 0
            ? null
            : string.Concat(
                text.AsSpan(0, at),
                text[at] == '9' ? "8" : ((char)(text[at] + 1)).ToString(),
                text.AsSpan(at + 1)
            );
    }

    [GeneratedRegex(@"^-?[0-9.]+(?=[eE][+-]?[0-9]+$)")]
    private static partial Regex Mantissa();
}
