namespace Kasparro.Application.Diagnosis;

/// <summary>Asks the database about itself.</summary>
public interface IDatabaseExaminer
{
    Task<DatabaseFacts> ExamineAsync(CancellationToken ct);
}
