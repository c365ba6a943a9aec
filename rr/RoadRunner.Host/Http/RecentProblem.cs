using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Http;

/// <summary>A record of the log that somebody may want to see.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Level">How bad: a warning or worse.</param>
/// <param name="Channel">Whose.</param>
/// <param name="Text">One line, without what looks like a secret.</param>
internal sealed record RecentProblem(DateTimeOffset Time, LogLevel Level, string Channel, string Text);
