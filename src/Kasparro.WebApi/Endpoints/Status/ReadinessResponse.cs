using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>Whether the API is ready.</summary>
/// <param name="Ready">Whether requests may be sent to it: both of the following are true.</param>
/// <param name="DatabaseConnected">The database responded in time.</param>
/// <param name="SchemaIsCurrent">It has every migration and raw table that this program knows.</param>
internal sealed record ReadinessResponse(bool Ready, bool DatabaseConnected, bool SchemaIsCurrent) : ApiResponse;
