namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of <see cref="TcpCaptureExtensions.AddCapture"/>, bound to the configuration section <c>Tcp:Capture</c> and checked at the start.</summary>
/// <remarks>From the environment: <c>Tcp__Capture__Enabled=true</c>.</remarks>
public sealed class CaptureOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Tcp:Capture";

    /// <summary>Gets or sets a value indicating whether events are captured.</summary>
    /// <value>Default false: nothing is done and nothing allocated. When true, there has to be a <see cref="Folder"/> or another sink.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets the folder of the files, one for each connection: <c>capture-SERVER-UUID.jsonl</c>. Made when it is missing, for the user of the process alone.</summary>
    /// <value>Default null: no files. All workers of a pool name the same one; a connection's file is continued by whoever handles its next event.</value>
    public string? Folder { get; set; }

    /// <summary>Gets or sets how many bytes of an event, and of an answer, are kept.</summary>
    /// <value>Default 1 MiB; from 0 to 16 MiB. What is longer is cut and marked.</value>
    public int MaxBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets how many files the folder may have. A connection for which there is no room is not captured.</summary>
    /// <value>Default 10,000; from 1 to 1,000,000. The folder is counted every 5 s while events come, so several workers may go over it by what they write in that time.</value>
    public int MaxFiles { get; set; } = 10_000;

    /// <summary>Gets or sets how many bytes all files of the folder may have.</summary>
    /// <value>Default 1 GiB; from 1 KiB to 1 PiB. Counted as <see cref="MaxFiles"/> is.</value>
    public long MaxTotalBytes { get; set; } = 1024L * 1024 * 1024;

    internal Func<CaptureRecord, CaptureRecord>? Mask { get; private set; }

    /// <summary>Changes records before any sink sees them: to hide what must not be stored.</summary>
    /// <param name="mask">Returns what is captured: <c>record with { Body = … }</c>. A record for which it throws is not captured. Has to be safe for several threads.</param>
    /// <returns>The same options.</returns>
    public CaptureOptions MaskWith(Func<CaptureRecord, CaptureRecord> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask = mask;
        return this;
    }
}
