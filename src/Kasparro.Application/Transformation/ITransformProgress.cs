namespace Kasparro.Application.Transformation;

/// <summary>Told how a transformation gets on, for whoever watches.</summary>
public interface ITransformProgress
{
    /// <param name="rows">Raw rows of the chunk just written.</param>
    void Transformed(string source, int rows);
}
