using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp;

/// <summary>What an application needs that receives mail.</summary>
public static class SmtpApplicationBuilderExtensions
{
    /// <summary>Adds the receiver with its options from the section <c>Smtp</c>. A store, hooks and an authenticator that are registered before are used.</summary>
    public static TcpApplicationBuilder AddSmtp(this TcpApplicationBuilder builder)
    {
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateOnStart();
        builder.Services.TryAddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        builder.Services.TryAddSingleton<IMailStore>(static services => MailFolder.From(OptionsOf(services)));
        builder.Services.TryAddSingleton(static services => new SmtpReceiver(
            OptionsOf(services),
            services.GetRequiredService<IMailStore>(),
            services.GetServices<IMailHook>(),
            services.GetRequiredService<ILogger<SmtpReceiver>>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ISmtpAuthenticator>() ?? SingleUserAuthenticator.From(OptionsOf(services))));

        // One worker may keep what it knows of a connection to itself; several share it.
        return builder.Configuration[SmtpOptions.StorageKey] is { Length: > 0 } storage ? builder.UseKeyValueSessions(storage) : builder;
    }

    private static SmtpOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<SmtpOptions>>().Value;
}
