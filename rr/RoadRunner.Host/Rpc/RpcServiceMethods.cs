using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc;

/// <summary>One service and its methods, each with the kinds of its argument and its result.</summary>
/// <param name="name">The word before the dot, exact case.</param>
internal sealed class RpcServiceMethods(string name)
{
    private readonly Dictionary<string, RpcMethod> _methods = new(StringComparer.Ordinal);

    /// <summary>Gets the word before the dot.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the methods by the word after the dot.</summary>
    public IReadOnlyDictionary<string, RpcMethod> Methods => _methods;

    /// <summary>Adds a method that may take its time.</summary>
    public RpcServiceMethods Add<TArgument, TResult>(
        string method, RpcArgument<TArgument> argument, RpcResult<TResult> result, Func<TArgument, CancellationToken, ValueTask<TResult>> handler)
    {
        _methods.Add(method, new RpcMethod<TArgument, TResult>(argument, result, handler));
        return this;
    }

    /// <summary>Serves methods in gob too: those that Go RoadRunner's own command line calls.</summary>
    public RpcServiceMethods InGob(params ReadOnlySpan<string> methods)
    {
        foreach (var method in methods)
        {
            _methods[method].IsInGob = true;
        }

        return this;
    }

    /// <summary>Adds a method that has its result at once.</summary>
    public RpcServiceMethods Add<TArgument, TResult>(
        string method, RpcArgument<TArgument> argument, RpcResult<TResult> result, Func<TArgument, TResult> handler) =>
        Add(method, argument, result, (value, _) => ValueTask.FromResult(handler(value)));
}
