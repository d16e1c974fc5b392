namespace Kasparro.Testing.Database;

/// <param name="HappenAsync">Begins, lasts a moment, and is over when its task is.</param>
public sealed record ServerFault(string Name, Func<Random, Task> HappenAsync);
