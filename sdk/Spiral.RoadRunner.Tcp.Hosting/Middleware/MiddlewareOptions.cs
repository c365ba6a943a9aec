using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Checks the settings of one middleware of one server. Everything that is wrong is told at once, when the application starts.</summary>
/// <param name="feature">The name of the middleware.</param>
/// <param name="server">The name of the server.</param>
internal sealed class MiddlewareOptions(string feature, string server)
{
    private const int MostTextBytes = 64 * 1024;

    private readonly List<string> _failures = [];

    /// <summary>Gets how messages name it.</summary>
    public string Name { get; } = $"{feature} of server {server}";

    public void Require(bool isRight, string key, string reason)
    {
        if (!isRight)
        {
            _failures.Add($"{Name}: {key} {reason}.");
        }
    }

    public void RequireDuration(TimeSpan value, string key, TimeSpan least, TimeSpan most) =>
        Require(value >= least && value <= most, key, $"is {value}, it has to be from {least} to {most}");

    public void RequireText(string? value, string key) =>
        Require(
            value is not null && Encoding.UTF8.GetByteCount(value) <= MostTextBytes,
            key,
            value is null ? "is null, it may be empty" : $"has {Encoding.UTF8.GetByteCount(value)} bytes, the limit is {MostTextBytes}");

    public void RequireStore(string? storage, string keyPrefix)
    {
        Require(storage is null || storage.Trim().Length > 0, "Storage", "is blank, it has to name a storage of the section kv, or be null");
        Require(!string.IsNullOrWhiteSpace(keyPrefix), "KeyPrefix", "is blank");
    }

    /// <summary>Refuses to start where no server can be called.</summary>
    public void RequireServer(IServiceProvider services, string need, string instead)
    {
        // A caller that somebody has put in place of the link is one to call.
        var isThere = services.GetRequiredService<TcpServerLinkState>().IsAvailable || services.GetRequiredService<IRpcCaller>() is not RpcLink;
        Require(
            isThere, need, $"needs the RPC port of the server, and nothing names one: set rpc.listen in .rr.yaml (the server then passes {RoadRunnerEnvironment.RpcVariable} to the worker), or {instead}");
    }

    /// <exception cref="OptionsValidationException">Something was wrong.</exception>
    public void ThrowIfWrong(Type options)
    {
        if (_failures.Count > 0)
        {
            throw new OptionsValidationException(Name, options, _failures);
        }
    }

    /// <summary>Returns the storage of the name: the registered one, or one of our own.</summary>
    public static KeyValueStorage OpenStorage(IServiceProvider services, string storage, TimeProvider time) =>
        services.GetKeyedService<KeyValueStorage>(storage)
            ?? new KeyValueStorage(services.GetRequiredService<IRpcCaller>(), storage, new KeyValueOptions { TimeProvider = time });

    /// <summary>Returns the store of an index: that of the pool, or without a name one in this process.</summary>
    public static IIndexStore OpenIndex(IServiceProvider services, string? storage, TimeProvider time) => storage is null
        ? new MemoryIndexStore()
        : new SharedIndexStore(OpenStorage(services, storage, time), services.GetRequiredService<LockClient>());
}
