using Kasparro.Application.Sources;
using Kasparro.Application.Verification;
using Kasparro.Infrastructure.Persistence.Bronze;
using Kasparro.Infrastructure.Persistence.Runs;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Persistence.Verification;

internal sealed class SilverAside(
    KasparroDatabase database,
    BronzeReader bronze,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<SilverAside> log
) : ISilverAside
{
    public async Task<ISilverComparison> BeginAsync(IReadOnlyList<SourceDescription> sources, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"kasparro-verify {process.Name}", ct);
        try
        {
            var derivedUpTo = new Dictionary<string, long>();
            var pending = new Dictionary<string, long>();
            foreach (var source in sources)
            {
                await TakeAsync(session, source.Name, ct);
                await using var resume = Sql.Command(
                    session,
                    "resume_after.sql",
                    new NpgsqlParameter<string> { TypedValue = source.Name }
                );
                derivedUpTo[source.Name] = (long)(await resume.ExecuteScalarAsync(ct))!;
                if (await bronze.CountAboveAsync(source.Name, derivedUpTo[source.Name], ct) is var rows and > 0)
                    pending[source.Name] = rows;
            }

            await using var create = Sql.Command(session, "create_silver_aside.sql");
            await create.ExecuteNonQueryAsync(ct);
            return new SilverComparison(session, derivedUpTo, pending, time, log);
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    private static async Task TakeAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        if (await AdvisoryLocks.TryTakeAsync(session, AdvisoryLocks.Derivation, source, ct))
            return;
        throw new SilverBusyException(
            source,
            await AdvisoryLocks.HolderAsync(session, AdvisoryLocks.Derivation, source, ct)
                ?? "a transform that has just ended"
        );
    }
}
