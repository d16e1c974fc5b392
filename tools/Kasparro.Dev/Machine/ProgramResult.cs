namespace Kasparro.Dev.Machine;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Everything it printed, for a person.</summary>
    public string Text => (Errors + Output).Trim();
}
