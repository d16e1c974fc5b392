namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>The process answers.</summary>
/// <param name="Status" example="alive">Always alive: a dead process says nothing.</param>
internal sealed record LivenessAnswer(string Status) : Answer;
