namespace Kasparro.Application.Diagnosis;

/// <summary>One thing of the installation that was looked at.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="State">How it is, in words.</param>
/// <param name="Fix">What a person does about it; null where it is right.</param>
public sealed record Diagnosed(string What, string State, string? Fix = null)
{
    public bool IsOk => Fix is null;
}
