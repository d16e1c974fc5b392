using System.Diagnostics.CodeAnalysis;
using Kasparro.Infrastructure.Sources;
using Microsoft.OpenApi;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// The name of a source of the product, in any case. A source that is disabled keeps its data.
/// </summary>
internal sealed class SourceParameter() : QueryParameter<string?>("source", "Name of a source; /sources lists them.")
{
    public static readonly SourceParameter Repeatable = new() { Example = "coingecko", IsRepeatable = true };

    /// <summary>An id at a source.</summary>
    public static readonly TextParameter AssetId = new(
        "source_asset_id",
        "Id of an asset at a source: of those that source names, or of any."
    )
    {
        Example = "bitcoin",
        IsRepeatable = true,
    };

    public override string Accepted => $"one of {string.Join(", ", SourceModules.All.Select(module => module.Name))}";

    // Not listed here: a new source changes no contract.
    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String };

    public override bool TryRead(string text, [NotNullWhen(true)] out string? value)
    {
        value = SourceModules
            .All.Select(module => module.Name)
            .FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return value is not null;
    }
}
