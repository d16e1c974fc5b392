using System.Linq.Expressions;
using Kasparro.Domain.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>Runs and how far each source has come.</summary>
internal static class RunSchema
{
    private static readonly ValueConverter<RunStatus, string> s_status = LowerCase<RunStatus>();
    private static readonly ValueConverter<RunTrigger, string> s_trigger = LowerCase<RunTrigger>();
    private static readonly ValueConverter<RunMetadata, string> s_metadata = new(
        metadata => RunMetadataJson.Write(metadata),
        json => RunMetadataJson.Read(json)
    );

    private static readonly ValueConverter<BackfillState?, string> s_backfill = new(
        // Not asked about null.
        state => RunMetadataJson.Write(state!),
        json => RunMetadataJson.ReadState(json)
    );

    public static void Configure(ModelBuilder model)
    {
        ConfigureRuns(model);
        model.Entity<RunAssetsEntity>(assets =>
        {
            assets.ToTable("run_assets");
            assets.HasKey(a => a.RunId);
            assets
                .HasOne<EtlRun>()
                .WithOne()
                .HasForeignKey<RunAssetsEntity>(a => a.RunId)
                .OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RequestCountEntity>(count =>
        {
            count.ToTable("request_counts");
            count.HasKey(c => new { c.Source, c.Month });
        });
        model.Entity<Checkpoint>(checkpoint =>
        {
            checkpoint.ToTable("etl_checkpoints");
            checkpoint.HasKey(c => c.Source);
            checkpoint.Property(c => c.Status).HasConversion(s_status);
            checkpoint.Property(c => c.Backfill).HasColumnType("jsonb").HasConversion(s_backfill);
        });
    }

    private static void ConfigureRuns(ModelBuilder model) =>
        model.Entity<EtlRun>(run =>
        {
            run.ToTable(
                "etl_runs",
                table =>
                {
                    table.HasCheckConstraint("ck_etl_runs_status", "status IN ('running', 'success', 'failed')");
                    table.HasCheckConstraint(
                        "ck_etl_runs_triggered_by",
                        "triggered_by IN ('manual', 'cron', 'retry', 'backfill')"
                    );
                    table.HasCheckConstraint("ck_etl_runs_ended", "(status = 'running') = (ended_at IS NULL)");
                }
            );
            run.HasKey(r => r.RunId);
            run.Property(r => r.RunId).ValueGeneratedNever();
            // A run ends once: a process that read it as running and finds it ended has lost it.
            run.Property(r => r.Status).HasConversion(s_status).IsConcurrencyToken();
            run.Property(r => r.TriggeredBy).HasConversion(s_trigger);
            run.Property(r => r.Metadata).HasColumnType("jsonb").HasConversion(s_metadata);
            // Two runs of one source never overlap: the lock prevents it, and so does the database.
            run.HasIndex(r => r.Source)
                .IsUnique()
                .HasFilter("status = 'running'")
                .HasDatabaseName("ux_etl_runs_running");
            run.HasIndex(r => new { r.StartedAt, r.RunId }).IsDescending();
            // The order of runs: what the database counted, because a clock that was ahead once would hide later runs.
            run.Property(r => r.Sequence).UseIdentityByDefaultColumn();
            run.HasIndex(r => r.Sequence).IsUnique();
            run.HasIndex(r => new { r.Source, r.Sequence }).IsDescending(false, true);
        });

    private static ValueConverter<T, string> LowerCase<T>()
        where T : struct, Enum
    {
        Expression<Func<T, string>> write = value => RunWords.Of(value);
        Expression<Func<string, T>> read = text => Enum.Parse<T>(text, true);
        return new ValueConverter<T, string>(write, read);
    }
}
