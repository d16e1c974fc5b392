using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>A whole number within limits.</summary>
internal sealed class IntegerParameter(string name, string description, int minimum, int maximum, int otherwise)
    : QueryParameter<int?>(name, description)
{
    /// <summary>Its value where it is not given.</summary>
    public int Default { get; } = otherwise;

    public override string Accepted =>
        $"a whole number from {minimum.ToString(CultureInfo.InvariantCulture)} to {maximum.ToString(CultureInfo.InvariantCulture)}";

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
