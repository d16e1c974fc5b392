using Kasparro.Application;
using MediatR;
using NetArchTest.Rules;

namespace Kasparro.ArchitectureTests;

/// <summary>Requests, their handlers and the ports they need.</summary>
public sealed class UseCasesTests
{
    private static readonly Type[] s_handlers =
    [
        .. Product
            .Types(Product.All)
            .Where(type =>
                type.IsClass
                && type.GetInterfaces()
                    .Any(contract =>
                        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
                    )
            ),
    ];

    [Test]
    public void There_are_handlers_and_all_are_in_Application() =>
        Assert.That(
            s_handlers,
            Has.Length.GreaterThan(3).And.All.Matches<Type>(type => type.Assembly == Product.Application)
        );

    [TestCaseSource(nameof(s_handlers))]
    public void A_handler_is_internal_sealed_and_named_after_its_request(Type handler)
    {
        var request = handler
            .GetInterfaces()
            .Single(contract =>
                contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            )
            .GenericTypeArguments[0];
        Assert.That(
            (handler.IsPublic, handler.IsSealed, handler.Name, handler.Namespace),
            Is.EqualTo((false, true, request.Name + "Handler", request.Namespace))
        );
    }

    [Test]
    public void Only_Mediation_registers_MediatR() =>
        Assert.That(
            Product
                .All.SelectMany(assembly =>
                    Types
                        .InAssembly(assembly)
                        .That()
                        .HaveDependencyOnAny("MediatR.ServiceFactory", "MediatR.Mediator")
                        .GetTypes()
                )
                .Select(type => type.FullName!.Split('/', '+')[0])
                .Distinct(),
            Is.EqualTo(new[] { typeof(Mediation).FullName })
        );

    [Test]
    public void A_port_is_an_interface_never_a_class_to_derive_from() =>
        Assert.That(
            Product
                .Types(Product.Infrastructure, Product.EtlHost, Product.WebApi)
                .Where(type => type.BaseType is { IsAbstract: true } parent && parent.Assembly == Product.Application)
                .Select(type => type.FullName),
            Is.Empty
        );

    [Test]
    public void What_is_named_like_an_interface_is_one() =>
        Assert.That(
            Product
                .Types(Product.All)
                .Where(type => type.IsInterface != (type.Name is ['I', >= 'A' and <= 'Z', >= 'a' and <= 'z', ..]))
                .Select(type => type.FullName),
            Is.Empty
        );

    [Test]
    public void No_name_says_nothing()
    {
        string[] empty =
        [
            "Helper",
            "Helpers",
            "Util",
            "Utils",
            "Utilities",
            "Manager",
            "Service",
            "Services",
            "Common",
            "Shared",
            "Models",
        ];
        var types = Product
            .Types(Product.All)
            .Where(type =>
                empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal))
                || type.Name.StartsWith("Common", StringComparison.Ordinal)
            )
            .Select(type => type.FullName!);
        var folders = Product
            .Types(Product.All)
            .Select(type => type.Namespace!)
            .Distinct()
            .Where(name => name.Split('.').Intersect(empty).Any());
        Assert.That(types.Concat(folders), Is.Empty);
    }
}
