using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Adds the capture of events to an application.</summary>
public static class TcpCaptureExtensions
{
    /// <summary>Has every event of mapped servers and its answer recorded, to look at later and to play again; off until <see cref="CaptureOptions.Enabled"/> says so.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Settings, after those of the configuration section <c>Tcp:Capture</c>; null means these alone.</param>
    /// <returns>The same application.</returns>
    /// <remarks>Captures hold whatever clients say, passwords included; see <see cref="CaptureOptions.MaskWith"/>.</remarks>
    public static TcpApplicationBuilder AddCapture(this TcpApplicationBuilder builder, Action<CaptureOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<CaptureOptions>().BindConfiguration(CaptureOptions.Section).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CaptureOptions>, CaptureOptionsValidator>());
        builder.Services.TryAddSingleton<TcpCapture>();
        return builder;
    }
}
