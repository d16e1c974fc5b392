namespace Kasparro.Application.Diagnosis;

/// <summary>What the database says of itself and of us.</summary>
/// <param name="Encoding">Of its text.</param>
/// <param name="Role">As which we are connected.</param>
/// <param name="CanWrite">Whether that role may write runs.</param>
/// <param name="Now">The time of its clock.</param>
/// <param name="Bytes">All that it stores.</param>
public sealed record DatabaseFacts(string Encoding, string Role, bool CanWrite, DateTimeOffset Now, long Bytes);
