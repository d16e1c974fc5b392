using MediatR;

namespace Kasparro.Application;

/// <summary>A request that only reads. A host that registers queries alone cannot start work that writes.</summary>
public interface IQuery<out TResponse> : IRequest<TResponse>;
