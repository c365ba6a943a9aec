namespace RoadRunner.Host.Metrics;

/// <summary>A call of <c>metrics.*</c> that is refused. The message is the text of the error reply, prefix included.</summary>
internal sealed class MetricsException(string message) : Exception(message);
