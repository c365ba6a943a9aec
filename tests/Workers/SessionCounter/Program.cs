using RoadRunner.TestWorkers;
using Spiral.RoadRunner.Tcp.Hosting;

var builder = TcpApplication.CreateBuilder(args);
builder.UseKeyValueSessions("state");
var app = builder.Build();
app.MapServer("main").UseLines().UseSession(CountJson.Default.Count).Handle<CountingService>();
await app.RunAsync();
