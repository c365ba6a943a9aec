namespace RoadRunner.Host.Tests.Rpc;

/// <summary>A line of a transcript that this host answers in another way, and why.</summary>
/// <param name="Scenario">The transcript.</param>
/// <param name="Line">The line of the recorded reply in the file, or of the request where that is refused; counted from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Check">Says whether recorded and actual text differ in the way they may; null accepts nothing but a refusal.</param>
internal sealed record RpcDeviation(string Scenario, int Line, string Reason, Func<string, string, bool>? Check)
{
    /// <summary>Gets a value indicating whether the request ends the connection.</summary>
    public bool IsRefused => Check is null;

    /// <summary>Gets a value indicating whether the answer may also be the recorded one.</summary>
    public bool MayAgree { get; init; }

    /// <summary>Gets a value indicating whether an error was recorded where this host has a result.</summary>
    public bool ReplacesAnError { get; init; }

    public bool Accepts(bool sameFlags, string recorded, string actual) => sameFlags != ReplacesAnError && Check?.Invoke(recorded, actual) == true;
}
