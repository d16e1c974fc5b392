using Kasparro.Application.Sources;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Carries the run's context with a request through the pipeline.</summary>
internal static class FetchContextOption
{
    private static readonly HttpRequestOptionsKey<FetchContext> s_key = new("Kasparro.FetchContext");

    public static void SetFetchContext(this HttpRequestMessage request, FetchContext context) =>
        request.Options.Set(s_key, context);

    public static FetchContext GetFetchContext(this HttpRequestMessage request) =>
        request.Options.TryGetValue(s_key, out var context)
            ? context
            : throw new InvalidOperationException(
                "A request of a source's pipeline must carry the context of its run."
            );
}
