namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is done when the store that a rule needs cannot be used.</summary>
public enum StoreFailurePolicy
{
    /// <summary>The rule does not apply: the connection or the message passes. A warning is logged.</summary>
    FailOpen,

    /// <summary>The rule counts as broken: the connection or the message is refused. A warning is logged.</summary>
    FailClosed,
}
