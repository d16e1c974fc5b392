using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.EtlHost.Pipeline;

/// <summary>Whether a source that failed for a while is tried once more before the process ends.</summary>
internal sealed class RetrySettings
{
    [Setting(
        "ETL_RETRY_PAUSE",
        "1m",
        Description = "Pause before a source whose run failed as transient is tried once more by the same "
            + "process; 0s for never"
    )]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMinutes(1);

    public bool IsOn => Pause > TimeSpan.Zero;
}
