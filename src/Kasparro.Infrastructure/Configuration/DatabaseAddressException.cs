namespace Kasparro.Infrastructure.Configuration;

/// <summary>An address of a database cannot be read.</summary>
/// <param name="problem">The rest of a sentence about it, without any part that may be of a password.</param>
internal sealed class DatabaseAddressException(string problem) : Exception(problem);
