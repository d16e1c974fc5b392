using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>A whole number within limits.</summary>
/// <param name="hint">What to do beyond the limits; it follows the sentence that names them.</param>
internal sealed class IntegerParameter(
    string name,
    string description,
    int minimum,
    int maximum,
    int @default,
    string hint = ""
) : QueryParameter<int?>(name, description)
{
    /// <summary>Its value where it is missing.</summary>
    public int Default { get; } = @default;

    public override string Accepted =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}{hint}");

    public override OpenApiSchema Schema =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = maximum.ToString(CultureInfo.InvariantCulture),
            Default = JsonValue.Create(Default),
        };

    public override bool TryRead(string text, [NotNullWhen(true)] out int? value)
    {
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = number;
        return isNumber && number >= minimum && number <= maximum;
    }
}
