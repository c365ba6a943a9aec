using Microsoft.Extensions.Logging;

namespace RoadRunner.Integration.Fixture;

/// <summary>One record of the host's log.</summary>
internal sealed record LogRecord(string Channel, LogLevel Level, string Text, int? Pid)
{
    public override string ToString() => $"{Level} {Channel}: {Text}";
}
