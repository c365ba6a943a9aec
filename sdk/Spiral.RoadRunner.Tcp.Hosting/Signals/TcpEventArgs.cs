namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What the listeners of an event get; the same object for all of them.</summary>
public sealed class TcpEventArgs
{
    internal TcpEventArgs(string name, object? data)
    {
        Name = name;
        Data = data;
    }

    /// <summary>Gets the name of the event.</summary>
    public string Name { get; }

    /// <summary>Gets what the one who raised it has to say; the name of the loop for those of loops, the number of the signal for those of signals.</summary>
    public object? Data { get; }

    /// <summary>Gets or sets a value indicating whether what follows by default is left out: a listener of a signal that stops the application has taken care of it.</summary>
    public bool Handled { get; set; }
}
