using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>Whether requests may be sent here.</summary>
/// <param name="Ready">Both of the following.</param>
/// <param name="DatabaseConnected">The database answered within two seconds.</param>
/// <param name="SchemaIsCurrent">It has every migration that this program knows.</param>
internal sealed record ReadinessResponse(bool Ready, bool DatabaseConnected, bool SchemaIsCurrent) : ApiResponse;
