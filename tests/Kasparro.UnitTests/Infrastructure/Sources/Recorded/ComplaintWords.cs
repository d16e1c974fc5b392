using System.Text.Json;
using System.Text.RegularExpressions;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What a response would be if its provider complained in the fields that now say that all is well.</summary>
internal static partial class ComplaintWords
{
    /// <summary>Empty where the response has no such field.</summary>
    public static IEnumerable<string> In(JsonPart body, RecordPlaces places) =>
        from field in Around(body, places)
        from complaint in Turned(field)
        select body.Arrange(
            (part, parts) => places.Containers.Contains(part) || IsList(part) ? [] : parts,
            part => part == field ? complaint : null
        );

    /// <summary>What stands around the records, two levels deep.</summary>
    private static IEnumerable<JsonPart> Around(JsonPart body, RecordPlaces places) =>
        body.Kind == JsonValueKind.Object && !places.Containers.Contains(body)
            ? body
                .Parts.Concat(
                    body.Parts.Where(part => part.Kind == JsonValueKind.Object && !IsList(part))
                        .SelectMany(part => part.Parts)
                )
                .Where(part =>
                    part.Name is not null && !places.Containers.Contains(part) && Judgement().IsMatch(part.Name)
                )
            : [];

    /// <summary>Another list, whose entries would be read.</summary>
    private static bool IsList(JsonPart part) =>
        part.Parts.Count(child => !child.IsScalar) > 1 && part.Parent is not null;

    private static IEnumerable<string> Turned(JsonPart field) =>
        field.Kind switch
        {
            JsonValueKind.True => ["false"],
            JsonValueKind.False => ["true"],
            JsonValueKind.Number when field.Raw is "0" or "200" => ["429", "50011"],
            JsonValueKind.Array when field.Parts.Count == 0 =>
            [
                "[\"EAPI:Rate limit exceeded\"]",
                "[\"EGeneral:Internal error\"]",
            ],
            JsonValueKind.Null => ["\"rate limit exceeded\""],
            JsonValueKind.String => ["\"error\""],
            _ => [],
        };

    [GeneratedRegex(
        "^(?:error|errors|error_?code|error_?message|status|success|ok|code|ret_?code)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Judgement();
}
