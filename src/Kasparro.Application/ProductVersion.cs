using System.Reflection;

namespace Kasparro.Application;

/// <summary>Which build this is: every assembly of the product has the same version.</summary>
public static class ProductVersion
{
    /// <summary>The version and, after a plus, the commit: 0.1.0+a185f40….</summary>
    public static string Text { get; } =
        typeof(ProductVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";

    /// <summary>The version alone: 0.1.0.</summary>
    public static string Number { get; } = Text.Split('+', '-')[0];
}
