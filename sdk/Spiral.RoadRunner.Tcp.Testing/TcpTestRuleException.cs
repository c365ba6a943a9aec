namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The application works in the test and breaks a rule that a server in front of it needs.</summary>
public sealed class TcpTestRuleException : Exception
{
    internal TcpTestRuleException(IReadOnlyList<string> violations)
        : base(string.Join('\n', violations)) => Violations = violations;

    /// <summary>Gets what was done against which rule, one line each; at least one.</summary>
    public IReadOnlyList<string> Violations { get; }
}
