using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RoadRunner.TestWorkers;
using Spiral.RoadRunner.Tcp.Hosting;

var builder = TcpApplication.CreateBuilder(args);
builder.UseKeyValueSessions("state").UsePoolStatus("state", TimeSpan.FromSeconds(1));
var app = builder.Build();
app.MapServer("main").UseLines().UseSession(CountJson.Default.Count).Handle<CountingService>();
app.MapServer("status").Handle(async context =>
{
    var snapshot = await context.Services.GetRequiredService<TcpPoolStatus>().ReadAsync();
    return TcpReply.RespondClose(JsonSerializer.Serialize(snapshot, TcpStatusJson.Default.TcpPoolSnapshot) + "\r\n");
});
await app.RunAsync();
