using System.Diagnostics.CodeAnalysis;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>One query parameter of a route: how it is read, refused and documented comes from here alone.</summary>
internal abstract class QueryParameter(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>May be given several times: any of the values then matches.</summary>
    public bool IsRepeatable { get; init; }

    public required string Example { get; init; }

    /// <summary>What it takes, for a person whose value was refused.</summary>
    public abstract string Accepted { get; }

    public abstract OpenApiSchema Schema { get; }
}

/// <typeparam name="T">What it reads; a nullable type, whose null says that it was not given.</typeparam>
internal abstract class QueryParameter<T>(string name, string description) : QueryParameter(name, description)
{
    public abstract bool TryRead(string text, [NotNullWhen(true)] out T? value);
}
