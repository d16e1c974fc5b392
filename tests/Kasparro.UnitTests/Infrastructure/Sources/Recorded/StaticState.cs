using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What the types in the folder of a module hold for the whole process.</summary>
/// <param name="Writable">Fields that can be set.</param>
/// <param name="Contents">What lies in the others, as text.</param>
internal sealed record StaticState(IReadOnlyList<string> Writable, IReadOnlyList<string> Contents)
{
    private const BindingFlags Static =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const int MaxDepth = 4;

    public static StaticState Of(Type module)
    {
        var fields = module
            .Assembly.GetTypes()
            .Where(type => IsBelow(type, module.Namespace!) && !type.ContainsGenericParameters && !IsGenerated(type))
            .SelectMany(type => type.GetFields(Static))
            .Where(field => !field.IsLiteral)
            .ToList();
        return new StaticState(
            [.. fields.Where(field => !field.IsInitOnly).Select(NameOf)],
            [
                .. fields
                    .Where(field => field.IsInitOnly)
                    .Select(field => $"{NameOf(field)}: {Text(field.GetValue(null), 0)}"),
            ]
        );
    }

    private static bool IsBelow(Type type, string folder) =>
        type.Namespace == folder || type.Namespace?.StartsWith(folder + ".", StringComparison.Ordinal) == true;

    /// <summary>The compiler keeps delegates in fields of its own.</summary>
    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static string NameOf(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    private static string Text(object? value, int depth) =>
        value switch
        {
            null => "null",
            string or Type or Delegate => value.ToString()!,
            _ when value.GetType().IsPrimitive || depth == MaxDepth => value.ToString()!,
            IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Text(item, depth + 1)))}]",
            _ => $"{value.GetType().Name}({string.Join(", ", FieldsOf(value).Select(item => Text(item, depth + 1)))})",
        };

    private static IEnumerable<object?> FieldsOf(object value) =>
        value
            .GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => field.GetValue(value));
}
