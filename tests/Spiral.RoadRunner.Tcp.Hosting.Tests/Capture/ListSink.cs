namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Keeps records in memory.</summary>
internal sealed class ListSink(Action before) : ICaptureSink
{
    public List<CaptureRecord> Records { get; } = [];

    public void Write(CaptureRecord record)
    {
        before();
        Records.Add(record);
    }
}
