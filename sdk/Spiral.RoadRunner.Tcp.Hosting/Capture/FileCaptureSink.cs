using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Appends each record to the file of its connection.</summary>
internal sealed class FileCaptureSink(CaptureOptions options, TimeProvider time, ILogger logger) : ICaptureSink
{
    private readonly CaptureFolder _folder = new(Path.GetFullPath(options.Folder!), options.MaxFiles, options.MaxTotalBytes, time, logger);

    public void Write(CaptureRecord record)
    {
        var line = CaptureLineWriter.Write(record);
        var path = _folder.PathOf(CaptureFile.NameOf(record.Server, record.ConnectionUuid));
        if (_folder.TryTake(path, line.Length))
        {
            AppendFile.Append(path, line);
        }
    }
}
