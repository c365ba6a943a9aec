using System.Net;
using System.Text;

namespace Spiral.RoadRunner.Tcp;

/// <summary>An event of a connection.</summary>
/// <remarks>
/// The worker reuses one object for all events: it describes the current one until the next is waited for. That is what makes
/// an event free of allocations. Copy what has to live longer; the strings may be kept.
/// </remarks>
public sealed class TcpRequest
{
    private readonly Worker _worker;
    private TcpContext? _context;
    private ReadOnlyMemory<byte> _body;

    internal TcpRequest(Worker worker) => _worker = worker;

    /// <summary>Gets what happened.</summary>
    public TcpEvent Event => Context.Event;

    /// <summary>Gets the name of the server that accepted the connection, in lower case.</summary>
    public string Server => Context.Server;

    /// <summary>Gets the id of the connection, the same for all its events: a random UUID in lower case.</summary>
    public string ConnectionUuid => Context.ConnectionUuid;

    /// <summary>Gets the address of the client as the server wrote it: <c>ip:port</c>, <c>[ip]:port</c>, or for a unix client <c>@</c> or its path; may be empty.</summary>
    public string RemoteAddress => Context.RemoteAddress;

    /// <summary>Gets the address of the client; null when it is none of IP, as for a unix client.</summary>
    public IPEndPoint? RemoteEndPoint => Context.RemoteEndPoint;

    /// <summary>Gets the bytes of the event, delimiter included.</summary>
    /// <value>Borrowed from the worker until the answer has been written; use <c>ToArray()</c> or <c>CopyTo</c> to keep them.</value>
    /// <exception cref="InvalidOperationException">The event has been answered: the bytes may be gone.</exception>
    public ReadOnlyMemory<byte> Body => _worker.OwesAnswer
        ? _body
        : throw new InvalidOperationException("The body is borrowed until the answer has been written; copy it before you answer.");

    internal bool IsCurrent => _context is not null;

    private TcpContext Context => _context ?? throw new InvalidOperationException("There is no current event.");

    /// <summary>Reads the body as UTF-8.</summary>
    /// <returns>A string of its own; bytes that are no UTF-8 become U+FFFD.</returns>
    /// <exception cref="InvalidOperationException">The event has been answered: the bytes may be gone.</exception>
    public string GetText() => Encoding.UTF8.GetString(Body.Span);

    internal void Begin(TcpContext context, ReadOnlyMemory<byte> body)
    {
        _context = context;
        _body = body;
    }

    internal void End()
    {
        _context = null;
        _body = default;
    }
}
