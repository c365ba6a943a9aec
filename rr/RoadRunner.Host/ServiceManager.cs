using System.Net.Sockets;
using System.Text;

namespace RoadRunner.Host;

/// <summary>Tells the service manager that has started this process how it is: systemd, by its protocol of <c>sd_notify</c>.</summary>
/// <remarks>
/// A message is one datagram to the unix socket that the variable <c>NOTIFY_SOCKET</c> names; a name that begins with <c>@</c> is one of Linux'
/// abstract sockets, which have no file. Safe to use from any thread.
/// </remarks>
public sealed class ServiceManager : IDisposable
{
    /// <summary>The variable that names the socket.</summary>
    public const string Variable = "NOTIFY_SOCKET";

    private const char AbstractMark = '@';

    private readonly string _address;
    private readonly TimeProvider _time;
    private ITimer? _watchdog;

    private ServiceManager(string address, TimeProvider time) => (_address, _time) = (address, time);

    /// <summary>Finds the service manager.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="time">The clock of <see cref="StartWatchdog"/>.</param>
    /// <returns>Null when there is none that wants to know.</returns>
    public static ServiceManager? Find(Func<string, string?> environment, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(time);
        return environment(Variable) is { Length: > 0 } address ? new ServiceManager(address, time) : null;
    }

    /// <summary>Says that the start is over.</summary>
    /// <exception cref="IOException">The service manager does not listen, or the variable is no name of a socket.</exception>
    public void Ready() => Send("READY=1");

    /// <summary>Says that the stop has begun.</summary>
    /// <exception cref="IOException">The service manager does not listen, or the variable is no name of a socket.</exception>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>Says from now on again and again that the process is alive, until <see cref="Dispose"/>.</summary>
    /// <param name="period">How often; above zero. A service manager that does not listen any more is not told, and nothing is thrown.</param>
    public void StartWatchdog(TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        _watchdog = _time.CreateTimer(static manager => ((ServiceManager)manager!).Live(), this, period, period);
    }

    /// <summary>Ends the watchdog.</summary>
    public void Dispose() => _watchdog?.Dispose();

    private void Live()
    {
        try
        {
            Send("WATCHDOG=1");
        }
        catch (IOException)
        {
            // It notices by itself that it hears nothing.
        }
    }

    private void Send(string state)
    {
        try
        {
            // Not blocking: a service manager that does not read must not hold up what it manages.
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            socket.SendTo(Encoding.ASCII.GetBytes(state), new UnixDomainSocketEndPoint(_address[0] == AbstractMark ? $"\0{_address[1..]}" : _address));
        }
        catch (Exception cause) when (cause is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            throw new IOException($"{Variable} is {_address}, which cannot be told {state}: {cause.Message}", cause);
        }
    }
}
