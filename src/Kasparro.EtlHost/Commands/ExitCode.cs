namespace Kasparro.EtlHost.Commands;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>All succeeded; a source that another run or transformation works on counts as such.</summary>
    public const int Ok = 0;

    /// <summary>The command line or the settings are wrong; nothing was done.</summary>
    public const int BadConfiguration = 2;

    /// <summary>Some source failed, or Silver does not match Bronze.</summary>
    public const int SomeFailed = 3;

    /// <summary>Every source failed, or the database could not be used.</summary>
    public const int AllFailed = 4;

    public const int Cancelled = 130;
}
