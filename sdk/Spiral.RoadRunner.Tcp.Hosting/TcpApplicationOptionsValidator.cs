using System.Text;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Checks <see cref="TcpApplicationOptions"/>: each message names the key, the value and the limits.</summary>
internal sealed class TcpApplicationOptionsValidator : IValidateOptions<TcpApplicationOptions>
{
    public const int MostMessageBytes = 64 * 1024 * 1024;

    private const int LeastNice = -20;
    private const int MostNice = 19;

    private static readonly TimeSpan MostSlowHandler = TimeSpan.FromDays(1);
    private static readonly TimeSpan LeastStopTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostStopTimeout = TimeSpan.FromSeconds(9.5);

    public ValidateOptionsResult Validate(string? name, TcpApplicationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        var errorTextBytes = Encoding.UTF8.GetByteCount(options.ErrorText ?? "");
        if (errorTextBytes > TcpWorkerOptions.MaxErrorTextBytes)
        {
            Add(result, nameof(options.ErrorText), $"has {errorTextBytes} bytes, the limit is {TcpWorkerOptions.MaxErrorTextBytes}");
        }

        if (options.MaxMessageBytes is < 1 or > MostMessageBytes)
        {
            Add(result, nameof(options.MaxMessageBytes), $"is {options.MaxMessageBytes}, it has to be from 1 to {MostMessageBytes}");
        }

        if (options.SlowHandler < TimeSpan.Zero || options.SlowHandler > MostSlowHandler)
        {
            Add(result, nameof(options.SlowHandler), $"is {options.SlowHandler}, it has to be from {TimeSpan.Zero} (off) to {MostSlowHandler}");
        }

        if (options.Nice is < LeastNice or > MostNice)
        {
            Add(result, nameof(options.Nice), $"is {options.Nice}, it has to be from {LeastNice} to {MostNice}");
        }

        if (options.StopTimeout < LeastStopTimeout || options.StopTimeout > MostStopTimeout)
        {
            Add(result, nameof(options.StopTimeout), $"is {options.StopTimeout}, it has to be from {LeastStopTimeout} to {MostStopTimeout}: the server kills after 10 s");
        }

        return result.Build();
    }

    private static void Add(ValidateOptionsResultBuilder result, string key, string reason) =>
        result.AddError($"{TcpApplicationOptions.Section}:{key} {reason}.");
}
