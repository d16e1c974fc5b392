using Kasparro.WebApi.Errors;
using Microsoft.Extensions.Primitives;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// Reads a request's query by the parameters that its route declares, and remembers all that is wrong with it, so that
/// a client is
/// told everything at once. Whatever is not declared is refused: a filter that is misspelt and ignored would answer
/// with wrong data.
/// </summary>
internal sealed class RequestQuery
{
    /// <summary>Values of one repeatable parameter.</summary>
    public const int MaxValues = 100;

    private readonly IQueryCollection _given;
    private readonly List<ParameterProblem> _problems = [];

    public RequestQuery(HttpContext context)
    {
        _given = context.Request.Query;
        var declared = context.GetEndpoint()?.Metadata.GetMetadata<DeclaredParameters>()?.All ?? [];
        var names = declared.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)).ToList();
        foreach (var (name, values) in _given)
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                _problems.Add(ParameterProblem.Unknown(name, values.ToString(), names));
    }

    /// <summary>Lets a handler ask for its query as a parameter.</summary>
    public static ValueTask<RequestQuery?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<RequestQuery?>(new RequestQuery(context));

    public IReadOnlyList<ParameterProblem> Problems => _problems;

    /// <summary>Its value, or null where it was not given or is refused.</summary>
    public T? One<T>(QueryParameter<T> parameter)
    {
        var values = ValuesOf(parameter);
        if (values.Count == 0)
            return default;
        if (values.Count > 1)
        {
            Refuse(parameter, values.ToString(), $"is given {values.Count} times; once is enough");
            return default;
        }

        return Read(parameter, values[0] ?? "");
    }

    /// <summary>Its values; none where it was not given.</summary>
    public IReadOnlyList<T> Many<T>(QueryParameter<T?> parameter)
        where T : struct => [.. Texts(parameter).Select(text => Read(parameter, text)).OfType<T>().Distinct()];

    /// <inheritdoc cref="Many{T}(QueryParameter{T?})"/>
    public IReadOnlyList<string> Many(QueryParameter<string?> parameter) =>
        [.. Texts(parameter).Select(text => Read(parameter, text)).OfType<string>().Distinct()];

    /// <summary>A value that stands in the path.</summary>
    public T? ReadPath<T>(QueryParameter<T> parameter, string text) => Read(parameter, text);

    public bool Has(QueryParameter parameter) => ValuesOf(parameter).Count > 0;

    /// <summary>Refuses a value that is well formed and makes no sense beside the others.</summary>
    public void Refuse(QueryParameter parameter, string reason) =>
        Refuse(parameter, ValuesOf(parameter).ToString(), reason);

    private IEnumerable<string> Texts(QueryParameter parameter)
    {
        var values = ValuesOf(parameter);
        if (values.Count <= MaxValues)
            return values.Select(value => value ?? "");

        Refuse(parameter, values[0] ?? "", $"is given {values.Count} times; it may be given up to {MaxValues} times");
        return [];
    }

    private T? Read<T>(QueryParameter<T> parameter, string text)
    {
        if (parameter.TryRead(text, out var value))
            return value;
        Refuse(parameter, text, $"must be {parameter.Accepted}");
        return default;
    }

    private void Refuse(QueryParameter parameter, string given, string reason) =>
        _problems.Add(ParameterProblem.Of(parameter.Name, given, reason, parameter.Accepted));

    private StringValues ValuesOf(QueryParameter parameter)
    {
        var values = _given[parameter.Name];
        foreach (var alias in parameter.Aliases)
            values = StringValues.Concat(values, _given[alias]);
        return values;
    }
}
