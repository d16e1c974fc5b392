namespace Kasparro.Dev.Machine;

/// <summary>The command ends here. The message says why and what to do, and is all that a person sees.</summary>
internal sealed class CannotContinueException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
