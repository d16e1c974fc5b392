using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>The process responds.</summary>
/// <param name="Status" example="alive">Always alive: a dead process does not respond.</param>
internal sealed record LivenessResponse(string Status) : ApiResponse;
