using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Notices what handlers write to stdout, which under a server is not theirs; everything is passed on.</summary>
internal sealed class ConsoleWatch : TextWriter
{
    private static readonly Lock Gate = new();
    private static ConsoleWatch? _installed;

    private readonly TextWriter _inner;
    private TextWriter? _current;

    private ConsoleWatch(TextWriter inner) => _inner = inner;

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

#pragma warning disable RS0030 // To be noticed, what is written to stdout has to pass here; nothing of our own is written.
    /// <summary>Puts the watch in front of the console of this process, unless it is there.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            // Test frameworks put writers of their own in its place, each time anew.
            if (_installed is null || !_installed.IsCurrent())
            {
                _installed = new ConsoleWatch(Console.Out);
                Console.SetOut(_installed);
                _installed._current = Console.Out;
            }
        }
    }

    // Console.Out is a synchronized writer around the one that was set.
    private bool IsCurrent() => ReferenceEquals(Console.Out, _current);
#pragma warning restore RS0030

    /// <inheritdoc/>
    public override void Write(char value)
    {
        Note(value.ToString());
        _inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        Note(new string(buffer, index, count));
        _inner.Write(buffer, index, count);
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        Note(value);
        _inner.Write(value);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        Note(value);
        _inner.WriteLine(value);
    }

    /// <inheritdoc/>
    public override void Flush() => _inner.Flush();

    private static void Note(string? text)
    {
        if (TestTransport.Current is { } connection && !string.IsNullOrWhiteSpace(text))
        {
            connection.Pool.Rules.Add($"{connection.Pool.HandlerOf(connection.Server)} wrote {Visible.Text(Encoding.UTF8.GetBytes(text))} to Console.Out: stdout is the wire, so under a server it goes to the log; use ILogger");
        }
    }
}
