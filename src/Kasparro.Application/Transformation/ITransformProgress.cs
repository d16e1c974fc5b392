namespace Kasparro.Application.Transformation;

/// <summary>Receives transformation progress.</summary>
public interface ITransformProgress
{
    /// <param name="rows">Raw records of the chunk just written.</param>
    /// <param name="share">How much of the work is done, 0 to 1; null where that is not known.</param>
    void Transformed(string source, int rows, double? share);
}
