using System.Globalization;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A signal that becomes an event.</summary>
/// <param name="Name">As everybody calls it: <c>SIGUSR1</c>.</param>
/// <param name="Number">As this operating system counts it.</param>
/// <param name="Posix">As .NET calls it; where it has no word, the number.</param>
internal sealed record TcpSignal(string Name, int Number, PosixSignal Posix)
{
    private const string Prefix = "SIG";

    public static TcpSignal Hangup { get; } = new("SIGHUP", 1, PosixSignal.SIGHUP);

    public static TcpSignal Interrupt { get; } = new("SIGINT", 2, PosixSignal.SIGINT);

    public static TcpSignal Terminate { get; } = new("SIGTERM", 15, PosixSignal.SIGTERM);

    public static TcpSignal User1 { get; } = Raw("SIGUSR1", linux: 10, others: 30);

    public static TcpSignal User2 { get; } = Raw("SIGUSR2", linux: 12, others: 31);

    private static IReadOnlyList<TcpSignal> All { get; } = [Hangup, Interrupt, Terminate, User1, User2];

    /// <summary>Gets the name of the event that carries the number.</summary>
    public string NumberEvent => TcpEventNames.SignalPrefix + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Gets the name of the event that carries the name.</summary>
    public string NameEvent => TcpEventNames.SignalPrefix + Name;

    /// <summary>Finds a signal by what people write: <c>SIGUSR1</c>, <c>usr1</c> or its number.</summary>
    /// <exception cref="ArgumentException">It is none of those that become events.</exception>
    public static TcpSignal Find(string signal)
    {
        var number = int.TryParse(signal, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        return All.FirstOrDefault(one => one.Number == number
            || one.Name.Equals(signal, StringComparison.OrdinalIgnoreCase)
            || one.Name.AsSpan(Prefix.Length).Equals(signal, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(signal);
    }

    /// <inheritdoc cref="Find(string)"/>
    public static TcpSignal Find(PosixSignal signal) =>
        All.FirstOrDefault(one => one.Posix == signal || one.Number == (int)signal) ?? throw Unknown(signal.ToString());

    private static TcpSignal Raw(string name, int linux, int others)
    {
        var number = OperatingSystem.IsLinux() ? linux : others;
        return new TcpSignal(name, number, (PosixSignal)number);
    }

    private static ArgumentException Unknown(string signal) =>
        new($"'{signal}' is no signal that a worker listens to; there are {string.Join(", ", All.Select(static one => one.Name))}.", nameof(signal));
}
