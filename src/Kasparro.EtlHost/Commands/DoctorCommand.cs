using System.Globalization;
using Kasparro.Application.Diagnosis;
using Kasparro.Application.Retention;
using Kasparro.EtlHost.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.EtlHost.Commands;

/// <summary><c>doctor</c>: what runs depend on, each line right or with what puts it right.</summary>
internal sealed record DoctorCommand : IHostCommand
{
    private const long SmallestDisk = 1L << 30;

    public bool NeedsSchema => false;

    public async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        IReadOnlyList<Diagnosed> lines =
        [
            // Else this command had not begun.
            new("connection", "the database responds, and keeps sessions"),
            .. await services.GetRequiredService<IMediator>().Send(new ExamineInstallation(), ct),
            Disk(),
            .. Archive(services.GetRequiredService<RetentionPolicy>().ArchivePath),
        ];
        services.GetRequiredService<IReport>().Show(lines.Select(Line));
        return lines.All(line => line.IsOk) ? ExitCode.Ok : ExitCode.SomeFailed;
    }

    private static Diagnosed Disk()
    {
        var folder = Path.GetTempPath();
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{free / (double)(1L << 30):0.0} GiB are free in {folder}"
        );
        return free >= SmallestDisk
            ? new Diagnosed("temporary files", words)
            : new Diagnosed(
                "temporary files",
                words,
                "Files that are downloaded or packed need room there; TMPDIR names another."
            );
    }

    /// <summary>No line where no folder is set.</summary>
    private static IEnumerable<Diagnosed> Archive(string? folder)
    {
        if (folder is null)
            yield break;
        if (!Directory.Exists(folder))
        {
            yield return new("archive", $"there is no folder {folder}", "Make it or mount it: docs/retention.md.");
            yield break;
        }

        var probe = Path.Combine(folder, $"kasparro-{Environment.ProcessId}.probe");
        Diagnosed line;
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            var free = new DriveInfo(folder).AvailableFreeSpace / (double)(1L << 30);
            line = new("archive", string.Create(CultureInfo.InvariantCulture, $"{free:0.0} GiB are free in {folder}"));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            line = new("archive", $"nothing can be written to {folder}", "Make room there, or let the process write.");
        }

        yield return line;
    }

    private static string Line(Diagnosed line) =>
        line.IsOk ? $"ok    {line.What}: {line.State}" : $"fix   {line.What}: {line.State}. {line.Fix}";
}
