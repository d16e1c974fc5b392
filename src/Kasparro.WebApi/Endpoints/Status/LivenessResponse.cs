using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>The process answers.</summary>
/// <param name="Status" example="alive">Always alive: a dead process says nothing.</param>
internal sealed record LivenessResponse(string Status) : ApiResponse;
