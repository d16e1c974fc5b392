using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Drift;

/// <summary>The source that a path names.</summary>
internal sealed record SchemaPath(string Source)
{
    public static readonly SourceParameter Parameter = new() { Example = "coingecko" };

    public static ValueTask<SchemaPath?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(context, query => new SchemaPath(query.InPath(Parameter) ?? ""));
}
