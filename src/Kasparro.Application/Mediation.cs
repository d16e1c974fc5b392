using System.Reflection;
using Kasparro.Application.Telemetry;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.Application;

/// <summary>
/// All that the product knows of MediatR's registration, in one place, so that another version is a change of this
/// file.
/// </summary>
public static class Mediation
{
    /// <summary>Everything: commands and queries.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddTransient<Transformation.MappingPipeline>();
        services.AddTransient<Transformation.PriceBrake>();
        return services.AddMediator(_ => true);
    }

    /// <summary>Only what reads.</summary>
    public static IServiceCollection AddApplicationQueries(this IServiceCollection services) =>
        services.AddMediator(request =>
            request
                .GetInterfaces()
                .Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IQuery<>))
        );

    private static IServiceCollection AddMediator(this IServiceCollection services, Func<Type, bool> isWanted)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetService!);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TracedRequest<,>));
        foreach (
            var (contract, handler) in Handlers(typeof(Mediation).Assembly)
                .Where(pair => isWanted(pair.Contract.GenericTypeArguments[0]))
        )
            services.AddTransient(contract, handler);
        return services;
    }

    private static IEnumerable<(Type Contract, Type Handler)> Handlers(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
        select (contract, type);
}
