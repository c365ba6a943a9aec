namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A server as it runs.</summary>
internal sealed class TcpServerRuntime
{
    /// <summary>Gets the name, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the whole way: middleware of all servers, that of this one, its handlers.</summary>
    public required TcpHandler Handler { get; init; }

    /// <summary>Gets what makes the last answer of an event that failed.</summary>
    public TcpErrorHandler? ErrorHandler { get; init; }

    /// <summary>Gets how the bytes of a connection become messages.</summary>
    public required TcpFraming Framing { get; init; }

    /// <summary>Gets the largest message of framings that do not say otherwise.</summary>
    public required int MaxMessageBytes { get; init; }

    /// <summary>Gets a value indicating whether handlers may switch the framing.</summary>
    public bool CanSwitchFraming { get; init; }

    /// <summary>Gets the framers of one's own that a connection can be switched to, by their names.</summary>
    public required IReadOnlyDictionary<string, ITcpFramer> Framers { get; init; }

    /// <summary>Gets what sessions need to know.</summary>
    public required SessionSettings Sessions { get; init; }

    /// <summary>Gets what is counted.</summary>
    public required TcpServerCounters Counters { get; init; }

    /// <summary>Gets or sets what is known of the server in front; null when nothing is.</summary>
    public TcpServerFacts? Facts { get; set; }

    /// <summary>Gets a value indicating whether an event may end within a message, so that what was left has to be looked for with each one.</summary>
    public bool KeepsLeftovers { get; private set; }

    /// <summary>Gets a value indicating whether anything of its connections may be stored.</summary>
    public bool IsStateful => Sessions.IsForHandlers || KeepsLeftovers;

    /// <summary>Gets a value indicating whether an event may need what another one has left.</summary>
    public bool KeepsState => Sessions.IsForHandlers || (KeepsLeftovers && Facts is not { CutsByDelimiter: true }) || CanSwitchFraming;

    /// <summary>Decides it, once the facts are known.</summary>
    public void DecideLeftovers() =>
        KeepsLeftovers = CanSwitchFraming || (Framing != TcpFraming.Raw && !(Facts is { CutsByDelimiter: true } facts && Framing.IsAlignedWith(facts.Delimiter.Span)));
}
