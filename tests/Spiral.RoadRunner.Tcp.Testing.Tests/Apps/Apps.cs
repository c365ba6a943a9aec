using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Small applications with one server.</summary>
internal static class Apps
{
    public const string Main = "main";

    /// <summary>Makes an application with one function.</summary>
    public static Func<TcpApplicationBuilder, TcpApplication> Of(TcpHandler handler) => Mapped(server => server.Handle(handler));

    /// <summary>Makes an application with one service.</summary>
    public static Func<TcpApplicationBuilder, TcpApplication> OfService<TService>()
        where TService : TcpService => Mapped(static server => server.Handle<TService>());

    /// <summary>Makes an application whose messages are lines, answered as text in upper case.</summary>
    public static TcpApplication Shout(TcpApplicationBuilder builder) =>
        Mapped(static server => server.UseLines().Handle(static context => TcpReply.Respond(context.GetText().ToUpperInvariant() + "\r\n")))(builder);

    public static Func<TcpApplicationBuilder, TcpApplication> Mapped(Action<TcpServerBuilder> map) => builder =>
    {
        var application = builder.Build();
        map(application.MapServer(Main));
        return application;
    };
}
