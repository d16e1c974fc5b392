using Kasparro.Application.Changes;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Changes;

/// <summary>Some changes of market data.</summary>
/// <param name="Changes">In the order of commits.</param>
/// <param name="NextCursor" example="WyJhMWIyYzNkNGU1ZjYiLCI0MiIsInJvd3MiLCIxMDAwIl0">Send it as since to go on, now or
/// later. Never null.</param>
/// <param name="HasMore" example="false">Whether to go on at once: the page is full.</param>
internal sealed record ChangeListResponse(IReadOnlyList<Change> Changes, string NextCursor, bool HasMore) : ApiResponse;
