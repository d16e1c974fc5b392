using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>Whether the API has started.</summary>
/// <param name="Started">Whether it has been ready once: true from then on, also while the database is away.</param>
internal sealed record StartResponse(bool Started) : ApiResponse;
