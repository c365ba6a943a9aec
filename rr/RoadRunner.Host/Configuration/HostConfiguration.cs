using System.Collections.ObjectModel;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>host</c>: what goes beyond RoadRunner, which ignores the section.</summary>
public sealed record HostConfiguration
{
    /// <summary>Gets how the bytes of a connection become events, <c>host.framing</c>.</summary>
    /// <value>Default: <see cref="FramingMode.Exact"/>. A server may have its own, see <see cref="FramingOf"/>.</value>
    public FramingMode Framing { get; init; } = FramingMode.Exact;

    /// <summary>Gets how many bytes of whole messages that have come already go into one event of exact framing, <c>host.batch_bytes</c>.</summary>
    /// <value>
    /// 0 to 64 MiB. Default: 0, one message each. A larger message still goes alone, and nothing is waited for. Raw framing does not
    /// depend on it. A server may have its own, see <see cref="BatchBytesOf"/>.
    /// </value>
    public int BatchBytes { get; init; }

    /// <summary>Gets how a reset replaces the workers, <c>host.reset</c>.</summary>
    /// <value>Default: <see cref="ResetMode.Rolling"/>.</value>
    public ResetMode Reset { get; init; }

    /// <summary>Gets how the operating system shares the processors under pressure, <c>host.scheduling</c>.</summary>
    /// <value>Default: <see cref="SchedulingMode.Batch"/>.</value>
    public SchedulingMode Scheduling { get; init; }

    /// <summary>Gets what becomes of the event that a worker had when it died, <c>host.on_crash</c>.</summary>
    /// <value>Default: <see cref="CrashMode.Close"/>. A server may have its own, see <see cref="OnCrashOf"/>.</value>
    public CrashMode OnCrash { get; init; }

    /// <summary>Gets which worker gets an event, <c>host.dispatch</c>.</summary>
    /// <value>Default: <see cref="DispatchMode.Any"/>. A server may have its own, see <see cref="DispatchOf"/>.</value>
    public DispatchMode Dispatch { get; init; }

    /// <summary>Gets what a client is sent that a limit refuses, before it is closed, <c>host.refusal</c>.</summary>
    /// <value>Sent as it stands, in UTF-8, at most 4 KiB; a line end has to be part of it. Default: empty, nothing is sent. A server may have its own.</value>
    public string Refusal { get; init; } = "";

    /// <summary>Gets what a client is sent whose message is too large, before it is closed, <c>host.parting</c>.</summary>
    /// <value>As <see cref="Refusal"/>.</value>
    public string Parting { get; init; } = "";

    /// <summary>Gets what every client is sent when the host stops, before it is closed, <c>host.farewell</c>.</summary>
    /// <value>As <see cref="Refusal"/>.</value>
    public string Farewell { get; init; } = "";

    /// <summary>Gets what single servers have of their own, <c>host.servers</c>, by the server's name in lower case.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyDictionary<string, HostServerConfiguration> Servers { get; init; } = ReadOnlyDictionary<string, HostServerConfiguration>.Empty;

    /// <summary>Gets the section <c>host.limits</c>.</summary>
    public LimitsConfiguration Limits { get; init; } = new();

    /// <summary>Returns the framing of a server: its own or else that of the section.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public FramingMode FramingOf(string server) => Servers.GetValueOrDefault(server)?.Framing ?? Framing;

    /// <summary>Returns what becomes of the events of a server whose worker has died: its own or else that of the section.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public CrashMode OnCrashOf(string server) => Servers.GetValueOrDefault(server)?.OnCrash ?? OnCrash;

    /// <summary>Returns which worker gets the events of a server: its own or else that of the section.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public DispatchMode DispatchOf(string server) => Servers.GetValueOrDefault(server)?.Dispatch ?? Dispatch;

    /// <summary>Returns the batch size of a server: its own or else that of the section.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public int BatchBytesOf(string server) => Servers.GetValueOrDefault(server)?.BatchBytes ?? BatchBytes;

    /// <summary>Returns the limits of a server: its own or else those of the section. The limits of connections are its own only.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public LimitsConfiguration LimitsOf(string server) => (Servers.GetValueOrDefault(server)?.Limits ?? new ServerLimitsConfiguration()).Over(Limits);

    /// <summary>Returns what a refused client of a server is sent.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public string RefusalOf(string server) => Servers.GetValueOrDefault(server)?.Refusal ?? Refusal;

    /// <summary>Returns what a client of a server is sent whose message is too large.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public string PartingOf(string server) => Servers.GetValueOrDefault(server)?.Parting ?? Parting;

    /// <summary>Returns what the clients of a server are sent when the host stops.</summary>
    /// <param name="server">The name of the server, in lower case.</param>
    public string FarewellOf(string server) => Servers.GetValueOrDefault(server)?.Farewell ?? Farewell;
}
