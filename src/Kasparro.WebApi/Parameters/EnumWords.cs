using System.Text.Json;

namespace Kasparro.WebApi.Parameters;

/// <summary>The values of an enum as words of the API.</summary>
internal static class EnumWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static (string Word, T Value)[] All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (Of(value), value))];
}
