using System.ComponentModel.DataAnnotations;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.WebApi;

/// <summary>Settings of the API.</summary>
internal sealed class ApiSettings
{
    /// <summary>How long a stop waits for requests that are being answered.</summary>
    [Setting("API_SHUTDOWN_TIMEOUT", "25s")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);
}
