using System.Globalization;

namespace Kasparro.Testing;

/// <summary>Ties a test to the number of an edge case seen, or to be feared, in real data.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EdgeCaseAttribute(int number)
    : PropertyAttribute("EdgeCase", number.ToString(CultureInfo.InvariantCulture))
{
    public int Number { get; } = number;
}
