using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Settings of a <see cref="RpcLink"/>. Immutable; a value out of its range is refused when it is set, rules across values by the link.</summary>
public sealed record RpcLinkOptions
{
    /// <summary>The variable in which the server tells its workers the address of its RPC port.</summary>
    public const string AddressVariable = "RR_RPC";

    /// <summary>The address of a process that was told nothing.</summary>
    public const string DefaultAddress = "tcp://127.0.0.1:6001";

    /// <summary>Gets where the server listens. <see cref="RelayAddress.Parse"/> makes it from a string as in <c>RR_RPC</c>.</summary>
    /// <value>Default null: the variable <c>RR_RPC</c>, and <c>tcp://127.0.0.1:6001</c> when it is unset. Not used with a <see cref="Connector"/>.</value>
    public RelayAddress? Address
    {
        get;
        init => field = value is null ? null : ValidAddress(value, nameof(Address));
    }

    /// <summary>Gets what makes a connected duplex stream in place of <see cref="Address"/>; called once for each attempt. The link disposes the stream.</summary>
    /// <value>Default null. Whatever it throws counts as a failed attempt.</value>
    public Func<CancellationToken, ValueTask<Stream>>? Connector { get; init; }

    /// <summary>Gets how long a call may take that says nothing else; also how long connecting and the answer to <c>rpc.Version</c> may take.</summary>
    /// <value>Default 30 s; above zero and at most a day.</value>
    public TimeSpan CallTimeout
    {
        get;
        init => field = RpcLinkLimits.ValidDuration(value, nameof(CallTimeout));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many calls may be in flight; the next one throws <see cref="BackpressureException"/> at once.</summary>
    /// <value>Default 1,024; from 1 to 1,048,576.</value>
    public int MaxInFlight
    {
        get;
        init => field = RpcLinkLimits.ValidNumber(value, 1, 1024 * 1024, nameof(MaxInFlight));
    } = 1024;

    /// <summary>Gets how long accepted calls may take to settle when the link is closed.</summary>
    /// <value>Default 1 s; at least zero and at most a day.</value>
    public TimeSpan DrainTimeout
    {
        get;
        init => field = value == TimeSpan.Zero ? value : RpcLinkLimits.ValidDuration(value, nameof(DrainTimeout));
    } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the largest payload (method name and body) accepted and sent in one frame, in bytes.</summary>
    /// <value>Default 64 MiB + 64 KiB; at least 1 KiB. A larger request is an <see cref="ArgumentException"/>, a larger reply ends the connection.</value>
    public int MaxPayloadBytes
    {
        get;
        init => field = RpcLinkLimits.ValidNumber(value, RelayDefaults.MinMaxPayloadBytes, RelayDefaults.MaxMaxPayloadBytes, nameof(MaxPayloadBytes));
    } = RelayDefaults.MaxPayloadBytes;

    /// <summary>Gets when a lost or failed connection is tried again.</summary>
    public RpcRetryOptions Retry { get; init; } = new();

    /// <summary>Gets how silence is noticed.</summary>
    public RpcHeartbeatOptions Heartbeat { get; init; } = new();

    /// <summary>Gets where the link reports what it cannot tell a caller: connected, lost, next attempt, closed.</summary>
    /// <value>Default null: nowhere. A logger that itself writes over this link is fine.</value>
    public ILogger? Logger { get; init; }

    /// <summary>Gets the clock of every timeout and delay.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the sequence number of the handshake on every connection, for tests that compare bytes.</summary>
    internal uint FirstSequence { get; init; } = 1;

    internal void Validate(string name)
    {
        if (Retry.MaxDelay < Retry.InitialDelay)
        {
            throw new ArgumentException($"Retry: MaxDelay ({Retry.MaxDelay}) is below InitialDelay ({Retry.InitialDelay}).", name);
        }

        if (Heartbeat.Timeout >= Heartbeat.Interval)
        {
            throw new ArgumentException($"Heartbeat: Timeout ({Heartbeat.Timeout}) has to be below Interval ({Heartbeat.Interval}).", name);
        }
    }

    internal RelayAddress GetAddress() => Address ?? ValidAddress(
        RelayAddress.Parse(Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } text ? text : DefaultAddress),
        AddressVariable);

    private static RelayAddress ValidAddress(RelayAddress address, string name) => address switch
    {
        { Kind: RelayKind.Pipes } => throw new ArgumentException($"{name} has to be tcp://host:port or unix://path: RPC does not run over the standard streams.", name),
        { Kind: RelayKind.Tcp, Port: 0 } => throw new ArgumentException($"{name} is {address}; a port to connect to is from 1 to 65535.", name),
        _ => address,
    };
}
