namespace Kasparro.Application.Transformation;

/// <summary>Receives transformation progress.</summary>
public interface ITransformProgress
{
    /// <param name="rows">Raw records of the chunk just written.</param>
    void Transformed(string source, int rows);
}
