using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Errors;

/// <summary>What is wrong with one parameter.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Given">The value given, cut where it is long.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Accepted">What would be accepted.</param>
/// <param name="DidYouMean">For an unknown name: the known one that is closest.</param>
internal sealed record ParameterProblem(
    string Parameter,
    string Given,
    string Reason,
    string Accepted,
    string? DidYouMean = null
)
{
    private const int MaxShown = 100;

    public static ParameterProblem Of(string parameter, string given, string reason, string accepted) =>
        new(parameter, Shown(given), reason, accepted);

    public static ParameterProblem Unknown(string name, string given, IReadOnlyList<string> known)
    {
        if (known.Count == 0)
            return new ParameterProblem(
                Shown(name),
                Shown(given),
                "is unknown: this route has no parameters",
                "no parameters"
            );

        var closest = ClosestName.Of(name, known);
        return new ParameterProblem(
            Shown(name),
            Shown(given),
            $"is unknown (did you mean {closest}?)",
            $"the parameters {string.Join(", ", known)}",
            closest
        );
    }

    public override string ToString() => $"{Parameter} {Reason}";

    private static string Shown(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}…";
}
