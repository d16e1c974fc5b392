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

    public static void Configure(ModelBuilder model)
    {
        model.Entity<RunEntity>(run =>
        {
            run.ToTable(
                "etl_runs",
                table =>
                {
                    table.HasCheckConstraint("ck_etl_runs_status", "status IN ('running', 'success', 'failed')");
                    table.HasCheckConstraint("ck_etl_runs_triggered_by", "triggered_by IN ('manual', 'cron', 'retry')");
                    table.HasCheckConstraint("ck_etl_runs_ended", "(status = 'running') = (ended_at IS NULL)");
                }
            );
            run.HasKey(r => r.RunId);
            run.Property(r => r.RunId).ValueGeneratedNever();
            run.Property(r => r.Status).HasConversion(s_status);
            run.Property(r => r.TriggeredBy).HasConversion(s_trigger);
            run.Property(r => r.Metadata).HasColumnType("jsonb");
            // Two runs of one source never overlap: the lock sees to it, and here the database says it again.
            run.HasIndex(r => r.Source)
                .IsUnique()
                .HasFilter("status = 'running'")
                .HasDatabaseName("ux_etl_runs_running");
            run.HasIndex(r => new { r.StartedAt, r.RunId }).IsDescending();
            run.HasIndex(r => new
                {
                    r.Source,
                    r.StartedAt,
                    r.RunId,
                })
                .IsDescending(false, true, true);
        });

        model.Entity<RunAssetsEntity>(assets =>
        {
            assets.ToTable("run_assets");
            assets.HasKey(a => a.RunId);
            assets
                .HasOne<RunEntity>()
                .WithOne()
                .HasForeignKey<RunAssetsEntity>(a => a.RunId)
                .OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<CheckpointEntity>(checkpoint =>
        {
            checkpoint.ToTable("etl_checkpoints");
            checkpoint.HasKey(c => c.Source);
            checkpoint.Property(c => c.Status).HasConversion(s_status);
        });
    }

    private static ValueConverter<T, string> LowerCase<T>()
        where T : struct, Enum
    {
        Expression<Func<T, string>> write = value => Enum.GetName(value)!.ToLowerInvariant();
        Expression<Func<string, T>> read = text => Enum.Parse<T>(text, true);
        return new ValueConverter<T, string>(write, read);
    }
}
