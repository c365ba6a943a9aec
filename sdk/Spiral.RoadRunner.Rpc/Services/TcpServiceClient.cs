using Google.Protobuf;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Client connections of the TCP servers, from outside a worker's turn: closes them, and sends them bytes (push).</summary>
/// <remarks>
/// <para>Thread-safe. Every method throws what <see cref="IRpcCaller.CallAsync"/> throws.</para>
/// <para>
/// Only the embedded host can push. Before it pushes, the client asks the server what it can do (<see cref="HostFeatures.Push"/>); a
/// <see cref="RpcLink"/> keeps the answer until its connection is lost, with another caller it is asked each time. Under Go RoadRunner
/// every method that pushes, or changes a group, throws <see cref="NotSupportedException"/>, and the message says so.
/// </para>
/// <para>
/// A push reaches the client whole and never inside an answer; what one caller pushes to a connection, one call after the other, arrives
/// in that order. While an event of the connection is under way the push waits for its answer and goes out behind it, so a handler may
/// push to its own connection and must not wait for the client to have it. The server never waits for a client: a connection has taken a
/// push on when it is in its queue. Up to 1 MiB and 1,024 pushes wait there, and a single one of any size; beyond that a client that does
/// not read misses pushes. What is in the queue when the answer closes the connection is not sent.
/// </para>
/// </remarks>
/// <param name="caller">The link.</param>
public sealed class TcpServiceClient(IRpcCaller caller)
{
    // net/rpc of Go says so for a method that the service does not have.
    private const string UnknownMethod = "can't find method tcp.";

    private static readonly ProtobufRpcCodec<TcpWriteRequest, TcpPushResponse> WriteCodec = new(TcpPushResponse.Parser);
    private static readonly ProtobufRpcCodec<TcpBroadcastRequest, TcpPushResponse> BroadcastCodec = new(TcpPushResponse.Parser);
    private static readonly ProtobufRpcCodec<TcpGroupRequest, TcpPushResponse> GroupCodec = new(TcpPushResponse.Parser);
    private static readonly ProtobufRpcCodec<TcpSendRequest, TcpPushResponse> SendCodec = new(TcpPushResponse.Parser);

    /// <summary>Closes a client connection. Its worker gets the close event as if the client had left.</summary>
    /// <param name="connectionUuid">The connection, as the worker's request names it. An unknown one is no error: it may have left just now.</param>
    /// <param name="cancellationToken">Gives the call up; the connection may be closed all the same.</param>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
    public async ValueTask CloseAsync(string connectionUuid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionUuid);
        await caller.CallAsync("tcp.Close", connectionUuid, RpcCodecs.TextToBoolean, timeout: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes to one client.</summary>
    /// <param name="connectionUuid">The connection, as the worker's request names it.</param>
    /// <param name="data">The bytes, delimiter included where the client expects one. Left alone until the task has ended.</param>
    /// <param name="cancellationToken">Gives the call up; the bytes may be sent all the same.</param>
    /// <returns>False when the connection is not there any more, is ending, or too much waits for its client.</returns>
    /// <exception cref="NotSupportedException">The server cannot push; the message says which server it is.</exception>
    public async ValueTask<bool> WriteAsync(string connectionUuid, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionUuid);
        return await PushAsync("tcp.Write", new TcpWriteRequest { Uuid = connectionUuid, Data = Wrap(data) }, WriteCodec, cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Sends bytes to all clients of a server.</summary>
    /// <param name="server">The server, as the configuration names it, in any case; an unknown one is a <see cref="RpcException"/> that names those there are.</param>
    /// <param name="data">The bytes, delimiter included where the clients expect one. Left alone until the task has ended.</param>
    /// <param name="cancellationToken">Gives the call up; the bytes may be sent all the same.</param>
    /// <returns>How many connections have taken the bytes on.</returns>
    /// <exception cref="NotSupportedException">The server cannot push; the message says which server it is.</exception>
    public ValueTask<int> BroadcastAsync(string server, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        return PushAsync("tcp.Broadcast", new TcpBroadcastRequest { Server = server, Data = Wrap(data) }, BroadcastCodec, cancellationToken);
    }

    /// <summary>Puts a connection into a group, which is there while a connection is in it. A connection that ends leaves its groups.</summary>
    /// <param name="group">The name, 1 to 256 characters, exact case. A connection is in 64 groups at most; one more, or another name, is a <see cref="RpcException"/>.</param>
    /// <param name="connectionUuid">The connection, as the worker's request names it; it may be in the group already.</param>
    /// <param name="cancellationToken">Gives the call up; the connection may join all the same.</param>
    /// <returns>False when the connection is not there any more.</returns>
    /// <exception cref="NotSupportedException">The server cannot push; the message says which server it is.</exception>
    public async ValueTask<bool> JoinAsync(string group, string connectionUuid, CancellationToken cancellationToken = default) =>
        await ChangeAsync("tcp.Join", group, connectionUuid, cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Takes a connection out of a group.</summary>
    /// <param name="group">The name.</param>
    /// <param name="connectionUuid">The connection.</param>
    /// <param name="cancellationToken">Gives the call up; the connection may leave all the same.</param>
    /// <returns>False when the connection is not in the group, or not there any more.</returns>
    /// <exception cref="NotSupportedException">The server cannot push; the message says which server it is.</exception>
    public async ValueTask<bool> LeaveAsync(string group, string connectionUuid, CancellationToken cancellationToken = default) =>
        await ChangeAsync("tcp.Leave", group, connectionUuid, cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Sends bytes to all clients of a group.</summary>
    /// <param name="group">The name; without connections there is no such group, which is no error.</param>
    /// <param name="data">The bytes, delimiter included where the clients expect one. Left alone until the task has ended.</param>
    /// <param name="cancellationToken">Gives the call up; the bytes may be sent all the same.</param>
    /// <returns>How many connections have taken the bytes on.</returns>
    /// <exception cref="NotSupportedException">The server cannot push; the message says which server it is.</exception>
    public ValueTask<int> SendAsync(string group, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(group);
        return PushAsync("tcp.Send", new TcpSendRequest { Group = group, Data = Wrap(data) }, SendCodec, cancellationToken);
    }

    private static ByteString Wrap(ReadOnlyMemory<byte> data) => UnsafeByteOperations.UnsafeWrap(data);

    private ValueTask<int> ChangeAsync(string method, string group, string connectionUuid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(connectionUuid);
        return PushAsync(method, new TcpGroupRequest { Group = group, Uuid = connectionUuid }, GroupCodec, cancellationToken);
    }

    private ValueTask<HostFeatures> FeaturesAsync(CancellationToken cancellationToken) =>
        caller is IFeatureSource source ? source.FeaturesAsync(cancellationToken) : new ServerClient(caller).FeaturesAsync(cancellationToken);

    private async ValueTask<int> PushAsync<TRequest>(
        string method, TRequest request, ProtobufRpcCodec<TRequest, TcpPushResponse> codec, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
    {
        var features = await FeaturesAsync(cancellationToken).ConfigureAwait(false);
        if (!features.Push)
        {
            throw NotSupported(method, features.IsEmbeddedHost ? $"{features.Name} {features.Version} says that it cannot push" : "it does not know host.Features, as Go RoadRunner", cause: null);
        }

        try
        {
            return (int)(await caller.CallAsync(method, request, codec, timeout: null, cancellationToken).ConfigureAwait(false)).Connections;
        }
        catch (RpcException error) when (error.Text.Contains(UnknownMethod, StringComparison.Ordinal))
        {
            // Another server has taken its place since it was asked.
            throw NotSupported(method, error.Text, error);
        }
    }

    private static NotSupportedException NotSupported(string method, string reason, Exception? cause) => new(
        $"{method} needs the embedded host; this server writes to a client only as an answer to an event of it ({reason}).", cause);
}
