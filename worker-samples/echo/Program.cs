using System.Text.Json;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Echo;

public static class Program
{
    public static Task Main(string[] args) => Build(TcpApplication.CreateBuilder(args)).RunAsync();

    public static TcpApplication Build(TcpApplicationBuilder builder) => Map(builder.AddStandalone().Build());

    public static TcpApplication Map(TcpApplication app)
    {
        app.MapServer("tcp_access_point_1").OnConnected(_ => TcpReply.RespondClose("Access denied\r\n"));
        app.MapServer("server2").Handle(context =>
        {
            var answer = new Answer(context.RemoteAddress, context.Server, context.ConnectionUuid, context.GetText(), context.Event);
            return TcpReply.Respond(JsonSerializer.Serialize(answer, AnswerJson.Default.Answer) + "\r\n");
        });
        return app;
    }
}
