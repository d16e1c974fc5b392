namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>A redirect leads to this machine, its network or its cloud.</summary>
internal sealed class NonPublicAddressException() : Exception("The host has no public address.");
