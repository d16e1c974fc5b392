using System.Diagnostics.CodeAnalysis;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>One parameter of a route: it is read, refused and documented by this declaration alone.</summary>
internal abstract class QueryParameter(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>May be given several times: any of the values then matches.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Must be given: it says what is wanted.</summary>
    public bool IsRequired { get; init; }

    public required string Example { get; init; }

    /// <summary>The values that are accepted, for a person whose value was refused.</summary>
    public abstract string Accepted { get; }

    public abstract OpenApiSchema Schema { get; }
}

/// <typeparam name="T">The type of its values, nullable: null means that it is missing.</typeparam>
internal abstract class QueryParameter<T>(string name, string description) : QueryParameter(name, description)
{
    public abstract bool TryRead(string text, [NotNullWhen(true)] out T? value);
}
