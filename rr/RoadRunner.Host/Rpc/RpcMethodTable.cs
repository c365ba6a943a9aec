using System.Collections.Frozen;
using System.Text;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc;

/// <summary>Everything that can be called: <c>service.Method</c> with its handler. Immutable; any thread may call.</summary>
internal sealed class RpcMethodTable
{
    private readonly FrozenDictionary<string, RpcMethod> _methods;
    private readonly string _inGob;
    private readonly FrozenDictionary<string, RpcMethod>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _services;

    /// <summary>Makes the table of some services.</summary>
    public RpcMethodTable(IEnumerable<RpcServiceMethods> services)
    {
        var all = services.ToList();
        _methods = all
            .SelectMany(static service => service.Methods.Select(method => KeyValuePair.Create($"{service.Name}.{method.Key}", method.Value)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        _inGob = string.Join(", ", _methods.Where(static one => one.Value.IsInGob).Select(static one => one.Key).Order(StringComparer.Ordinal));
        _byName = _methods.GetAlternateLookup<ReadOnlySpan<char>>();
        _services = all.Select(static service => service.Name).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the names of all methods.</summary>
    public IEnumerable<string> Names => _methods.Keys;

    /// <summary>Runs a request.</summary>
    /// <param name="request">The request; its bytes must stay until the task has ended.</param>
    /// <param name="ended">Fires when the client is gone: what waits may give up.</param>
    /// <returns>The encoded result.</returns>
    /// <exception cref="RpcFault">The request is answered with this error.</exception>
    public ValueTask<ReadOnlyMemory<byte>> InvokeAsync(in RpcMessage request, CancellationToken ended)
    {
        var method = Find(request.Method.Span);
        var argument = RpcFrame.GetRequestCodec(request.Flags);
        if (argument == FrameFlags.None && !request.Body.IsEmpty)
        {
            throw new RpcFault(RpcErrors.UnknownDecoder);
        }

        var result = RpcFrame.GetReplyCodec(request.Flags);
        return (argument == FrameFlags.Gob || result == FrameFlags.Gob) && !method.IsInGob
            ? throw RpcErrors.GobRefused(Encoding.UTF8.GetString(request.Method.Span), _inGob)
            : method.InvokeAsync(argument, request.Body, result, ended);
    }

    private RpcMethod Find(ReadOnlySpan<byte> name)
    {
        // The longest name that a client may send as a word; nothing of ours comes near it.
        const int longest = 256;
        Span<char> letters = stackalloc char[longest];
        if (name.Length <= longest && _byName.TryGetValue(letters[..Encoding.UTF8.GetChars(name, letters)], out var method))
        {
            return method;
        }

        throw NotFound(Encoding.UTF8.GetString(name));
    }

    private RpcFault NotFound(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0)
        {
            return new RpcFault($"rpc: service/method request ill-formed: {name}");
        }

        return new RpcFault(_services.Contains(name.AsSpan(0, dot)) ? $"rpc: can't find method {name}" : $"rpc: can't find service {name}");
    }
}
