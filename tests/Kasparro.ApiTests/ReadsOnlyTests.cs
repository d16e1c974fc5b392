using Kasparro.Application;
using Kasparro.Application.Ingestion;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests;

internal sealed class ReadsOnlyTests
{
    [Test]
    public async Task The_API_has_a_handler_for_every_query_and_for_nothing_that_writes()
    {
        await using var api = new ApiHost("Host=nowhere.invalid;Database=none");
        using var scope = api.Services.CreateScope();
        var requests = typeof(IngestSource)
            .Assembly.GetTypes()
            .SelectMany(
                type =>
                    type.GetInterfaces()
                        .Where(contract =>
                            contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>)
                        ),
                (type, contract) => (Type: type, ApiResponse: contract.GenericTypeArguments[0])
            )
            .Where(request => !request.Type.IsInterface)
            .ToLookup(
                request =>
                    request
                        .Type.GetInterfaces()
                        .Any(contract =>
                            contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IQuery<>)
                        ),
                request => typeof(IRequestHandler<,>).MakeGenericType(request.Type, request.ApiResponse)
            );

        Assert.Multiple(() =>
        {
            Assert.That(requests[false].Count(), Is.GreaterThan(2), "commands");
            Assert.That(
                requests[false].Where(handler => scope.ServiceProvider.GetService(handler) is not null),
                Is.Empty
            );
            Assert.That(requests[true].Where(handler => scope.ServiceProvider.GetService(handler) is null), Is.Empty);
        });
    }
}
