using Microsoft.Extensions.DependencyInjection;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp;

public static class Program
{
    public static Task Main(string[] args) => Build(TcpApplication.CreateBuilder(args).AddStandalone()).RunAsync();

    public static TcpApplication Build(TcpApplicationBuilder builder)
    {
        var app = builder.AddSmtp().Build();
        Map(app);
        return app;
    }

    /// <summary>Has a server of an application with <see cref="SmtpApplicationBuilderExtensions.AddSmtp"/> receive mail.</summary>
    public static void Map(TcpApplication app, string server = "smtp") => app.MapServer(server)
        .UseFraming(TcpFraming.Lines.WithMaxMessageBytes(SmtpLimits.AuthLine).WithOversize(TcpOversize.Discard))
        .CanSwitchFraming()
        .UseSession(SmtpJson.Default.SmtpSession)
        .OnError(static (context, _) => SmtpService.ToTcp(context.Services.GetRequiredService<SmtpReceiver>().Unavailable))
        .Handle<SmtpService>();
}
