namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Gets what is captured. Register it as a service: <c>builder.Services.AddSingleton&lt;ICaptureSink, MySink&gt;()</c>.</summary>
/// <remarks>Has to be safe for several threads: connections may be served at once. Sinks are called in the order of their registration, the folder first.</remarks>
public interface ICaptureSink
{
    /// <summary>Takes a record. Called before the answer goes out, so the client waits for it.</summary>
    /// <param name="record">The record; may be kept.</param>
    /// <remarks>What it throws is logged once; the other sinks and the event go on.</remarks>
    public void Write(CaptureRecord record);
}
