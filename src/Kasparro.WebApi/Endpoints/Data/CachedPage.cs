namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>A page of /data as it was written, up to what differs from request to request.</summary>
internal sealed record CachedPage(byte[] Json, string? NextCursor, long Version);
