using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Errors;

/// <summary>Writes every problem as the <see cref="ProblemResponse"/> that is documented.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    /// <summary>Whatever the client accepts: an error must be readable, and its content type says what it is.</summary>
    public bool CanWrite(ProblemDetailsContext context) => true;

    /// <remarks>Without the request's token: of a request that timed out, that one is cancelled already.</remarks>
    public ValueTask WriteAsync(ProblemDetailsContext context) =>
        new(
            context.HttpContext.Response.WriteAsJsonAsync(
                ProblemResponse.Of(context),
                ApiJson.Default,
                MediaTypes.ProblemJson,
                CancellationToken.None
            )
        );
}
