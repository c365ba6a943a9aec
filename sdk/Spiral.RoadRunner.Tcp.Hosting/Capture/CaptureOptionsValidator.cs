using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Checks <see cref="CaptureOptions"/>: each message names the key, the value and the limits.</summary>
internal sealed class CaptureOptionsValidator(IEnumerable<ICaptureSink> sinks) : IValidateOptions<CaptureOptions>
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostFiles = 1_000_000;
    private const long LeastTotalBytes = 1024;
    private const long MostTotalBytes = 1L << 50;

    public ValidateOptionsResult Validate(string? name, CaptureOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Enabled && string.IsNullOrWhiteSpace(options.Folder) && !sinks.Any())
        {
            Add(result, nameof(options.Folder), $"is missing, and no {nameof(ICaptureSink)} is registered: there is nowhere to capture to");
        }

        if (options.MaxBytes is < 0 or > MostBytes)
        {
            Add(result, nameof(options.MaxBytes), $"is {options.MaxBytes}, it has to be from 0 to {MostBytes}");
        }

        if (options.MaxFiles is < 1 or > MostFiles)
        {
            Add(result, nameof(options.MaxFiles), $"is {options.MaxFiles}, it has to be from 1 to {MostFiles}");
        }

        if (options.MaxTotalBytes is < LeastTotalBytes or > MostTotalBytes)
        {
            Add(result, nameof(options.MaxTotalBytes), $"is {options.MaxTotalBytes}, it has to be from {LeastTotalBytes} to {MostTotalBytes}");
        }

        return result.Build();
    }

    private static void Add(ValidateOptionsResultBuilder result, string key, string reason) =>
        result.AddError($"{CaptureOptions.Section}:{key} {reason}.");
}
