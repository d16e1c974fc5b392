namespace Kasparro.WebApi.Errors;

/// <summary>An invalid parameter.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Given">The value given, cut where it is long.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Accepted">What is accepted.</param>
/// <param name="DidYouMean">For an unknown name: the closest known one.</param>
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
        new(parameter, Cut(given), reason, accepted);

    public static ParameterProblem Unknown(string name, string given, IReadOnlyList<string> known)
    {
        if (known.Count == 0)
            return Of(Cut(name), given, "is unknown: this route has no parameters", "no parameters");

        var closest = ClosestName.Of(name, known);
        return Of(
            Cut(name),
            given,
            closest is null
                ? $"is unknown; known are {string.Join(", ", known)}"
                : $"is unknown (did you mean {closest}?)",
            $"the parameters {string.Join(", ", known)}"
        ) with
        {
            DidYouMean = closest,
        };
    }

    public override string ToString() => $"{Parameter} {Reason}";

    private static string Cut(string text) => text.Length <= MaxShown ? text : $"{text[..MaxShown]}…";
}
