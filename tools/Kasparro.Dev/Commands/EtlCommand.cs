using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Programs;

namespace Kasparro.Dev.Commands;

/// <summary>Runs the ETL host on the local database, and ends with its exit code.</summary>
internal static class EtlCommand
{
    private const string Migrate = "migrate";

    private static readonly string[] s_fetching = ["run", "ingest"];

    public static async Task<int> RunAsync(LocalStack stack, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        await stack.Builder.BuildAsync(LocalProgram.EtlHost);
        var database = await stack.StartDatabaseAsync();
        var command = arguments is [var first, ..] ? first : null;
        var environment = database.As(command == Migrate ? DatabaseRole.Owner : DatabaseRole.Etl);
        if (s_fetching.Contains(command))
            await stack.UseUpstreamAsync(environment, ct);
        // Our own database is kept up to date; one that the user named is migrated only when they say so.
        if (stack.Database.IsOurs && command != Migrate)
            await MigrateQuietlyAsync(stack, database.As(DatabaseRole.Owner), ct);
        return await stack.RunEtlAsync(environment, arguments);
    }

    public static Task<int> MigrateAsync(LocalStack stack, CancellationToken ct) => RunAsync(stack, [Migrate], ct);

    private static async Task MigrateQuietlyAsync(
        LocalStack stack,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken ct
    )
    {
        var migrated = await ExternalProgram.CaptureAsync(
            ["dotnet", stack.Builder.Path(LocalProgram.EtlHost), Migrate],
            directory: stack.Folders.Root,
            environment: environment,
            ct: ct
        );
        if (!migrated.Succeeded)
            throw new CannotContinueException(migrated.Text, migrated.ExitCode);
    }
}
