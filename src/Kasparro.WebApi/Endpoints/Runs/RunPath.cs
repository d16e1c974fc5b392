using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>The run that a path names.</summary>
internal sealed record RunPath(Guid RunId)
{
    public static readonly IdParameter Parameter = new("run_id", "Id of a run.")
    {
        Example = "0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10",
    };

    public static ValueTask<RunPath?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(context, query => new RunPath(query.PathId(Parameter)));
}
