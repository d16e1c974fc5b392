using System.CommandLine;
using System.Globalization;
using Kasparro.Application.Findings;
using Kasparro.EtlHost.Pipeline;
using Kasparro.EtlHost.Reporting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>findings ack</c>: a person takes a finding as normal.</summary>
internal sealed record AcknowledgeFindingCommand(long FindingId, string By, string? Note) : IHostCommand
{
    public static readonly Argument<long> Id = new("id") { Description = "The finding's number, as list shows it." };

    public static readonly Option<string> ByOption = new("--by")
    {
        Description = "Who acknowledges it. Default: the user of this machine.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public static readonly Option<string?> NoteOption = new("--note") { Description = "Why it is normal." };

    public bool NeedsSchema => true;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var id = FindingId.ToString(CultureInfo.InvariantCulture);
        try
        {
            var acknowledged = await services
                .GetRequiredService<IMediator>()
                .Send(new AcknowledgeFinding(FindingId, By, Note), ct);
            if (acknowledged is not null)
            {
                services.GetRequiredService<IReport>().Show(FindingText.Acknowledged(acknowledged));
                return ExitCode.Ok;
            }

            await Console.Error.WriteLineAsync($"There is no finding {id}; findings list shows those that are open.");
        }
        catch (InvalidOperationException notOpen)
        {
            await Console.Error.WriteLineAsync(notOpen.Message);
        }

        return ExitCode.SomeFailed;
    }
}
