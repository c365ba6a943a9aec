namespace RoadRunner.Host.Logging;

/// <summary>The host's stdout or stderr, which is written to at once: what a crash leaves behind is all there.</summary>
/// <param name="writer">A writer that is safe to use from any thread; not closed.</param>
internal sealed class StreamSink(TextWriter writer) : ILogSink
{
    /// <inheritdoc/>
    public void Write(string record)
    {
        try
        {
            writer.Write(record);
            writer.Flush();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Whoever read it has gone, and there is nobody left to tell.
        }
    }
}
