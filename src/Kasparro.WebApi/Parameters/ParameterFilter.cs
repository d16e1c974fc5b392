using Kasparro.WebApi.Errors;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// Refuses a request whose parameters are invalid, before its handler runs. Routes that declare no parameters take any.
/// </summary>
internal sealed class ParameterFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<DeclaredParameters>() is not { } declared)
            return next(context);

        var problems = RequestQuery.Of(context.HttpContext).Problems;
        if (problems.Count == 0)
            return next(context);

        var isPath = declared.Path.Any(part => part.Name == problems[0].Parameter);
        var title = isPath ? "Invalid path parameter" : "Invalid query parameter";
        return ValueTask.FromResult<object?>(ProblemResults.InvalidParameters(title, problems));
    }
}
