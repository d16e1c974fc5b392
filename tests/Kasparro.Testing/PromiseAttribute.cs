using System.Globalization;

namespace Kasparro.Testing;

/// <summary>Names the promise of the design that a test holds: breaking the promise makes the test fail.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class PromiseAttribute(int number)
    : PropertyAttribute("Promise", number.ToString(CultureInfo.InvariantCulture));
