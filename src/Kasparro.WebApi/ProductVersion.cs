using System.Reflection;

namespace Kasparro.WebApi;

/// <summary>Which build this is, for people who ask a running one.</summary>
internal static class ProductVersion
{
    /// <summary>The version and, behind a plus, the commit: 0.1.0+a185f40….</summary>
    public static string Text { get; } =
        typeof(ProductVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";
}
