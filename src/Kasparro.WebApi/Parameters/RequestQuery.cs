using Kasparro.WebApi.Errors;
using Microsoft.Extensions.Primitives;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// Reads a request's parameters as its route declares them, and collects all problems, so that a client sees every one
/// at once. What is not declared is refused: a misspelt filter that is ignored would give wrong data.
/// </summary>
internal sealed class RequestQuery
{
    /// <summary>Values of one repeatable parameter.</summary>
    public const int MaxValues = 100;

    private readonly IQueryCollection _given;
    private readonly RouteValueDictionary _path;
    private readonly List<ParameterProblem> _problems = [];

    private RequestQuery(HttpContext context)
    {
        (_given, _path) = (context.Request.Query, context.Request.RouteValues);
        var declared = context.GetEndpoint()?.Metadata.GetMetadata<DeclaredParameters>()?.Query ?? [];
        var names = declared.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)).ToList();
        foreach (var (name, values) in _given)
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                _problems.Add(ParameterProblem.Unknown(name, values.ToString(), names));
    }

    /// <summary>The query of a request, which is read once.</summary>
    public static RequestQuery Of(HttpContext context)
    {
        if (context.Features.Get<RequestQuery>() is { } existing)
            return existing;

        var query = new RequestQuery(context);
        context.Features.Set(query);
        return query;
    }

    /// <summary>
    /// Binds an argument of a handler. Where there are problems it is meaningless, and <see cref="ParameterFilter"/>
    /// keeps it from the handler.
    /// </summary>
    public static ValueTask<T?> BindAsync<T>(HttpContext context, Func<RequestQuery, T> read) =>
        ValueTask.FromResult<T?>(read(Of(context)));

    public IReadOnlyList<ParameterProblem> Problems => _problems;

    /// <summary>Its value, or null where it is missing or invalid.</summary>
    public T? One<T>(QueryParameter<T> parameter)
    {
        var values = ValuesOf(parameter);
        if (values.Count == 0)
        {
            if (parameter.IsRequired)
                Refuse(parameter, "", "must be given");
            return default;
        }

        if (values.Count > 1)
        {
            Refuse(parameter, values.ToString(), "must be given at most once");
            return default;
        }

        return Read(parameter, values[0] ?? "");
    }

    /// <summary>Its values; none where it is missing.</summary>
    public IReadOnlyList<T> Many<T>(QueryParameter<T?> parameter)
        where T : struct => [.. Texts(parameter).Select(text => Read(parameter, text)).OfType<T>().Distinct()];

    /// <inheritdoc cref="Many{T}(QueryParameter{T?})"/>
    public IReadOnlyList<string> Many(QueryParameter<string?> parameter) =>
        [.. Texts(parameter).Select(text => Read(parameter, text)).OfType<string>().Distinct()];

    /// <summary>The id in the path.</summary>
    public Guid PathId(IdParameter parameter) => InPath(parameter) ?? Guid.Empty;

    /// <summary>A part of the path, or null where it is invalid.</summary>
    public T? InPath<T>(QueryParameter<T> parameter) => Read(parameter, _path[parameter.Name] as string ?? "");

    public bool Has(QueryParameter parameter) => ValuesOf(parameter).Count > 0;

    /// <summary>Refuses a value that is well formed and contradicts the others.</summary>
    public void Refuse(QueryParameter parameter, string reason) =>
        Refuse(parameter, ValuesOf(parameter).ToString(), reason);

    private IEnumerable<string> Texts(QueryParameter parameter)
    {
        var values = ValuesOf(parameter);
        if (values.Count <= MaxValues)
            return values.Select(value => value ?? "");

        Refuse(parameter, values[0] ?? "", $"must be given at most {MaxValues} times");
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
