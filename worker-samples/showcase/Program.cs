using RoadRunner.Samples.Smtp;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Showcase;

public static class Program
{
    public static Task Main(string[] args) => Build(TcpApplication.CreateBuilder(args).AddStandalone()).RunAsync();

    public static TcpApplication Build(TcpApplicationBuilder builder)
    {
        var app = builder.AddSmtp().Build();
        Smtp.Program.Map(app);
        Echo.Program.Map(app);
        return app;
    }
}
