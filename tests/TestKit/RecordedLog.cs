using Microsoft.Extensions.Logging;

namespace RoadRunner.TestKit;

/// <summary>One record that a <see cref="RecordingLogger"/> was given.</summary>
/// <param name="Level">Its level.</param>
/// <param name="EventId">Its event id.</param>
/// <param name="Message">The formatted text.</param>
/// <param name="Exception">The exception, if there was one.</param>
public sealed record RecordedLog(LogLevel Level, int EventId, string Message, Exception? Exception);
