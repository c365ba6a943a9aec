using RoadRunner.TestWorkers;
using Spiral.RoadRunner.Tcp.Hosting;

var app = TcpApplication.CreateBuilder(args).Build();
app.MapServer("main").UseLines().Handle<ChatService>();
await app.RunAsync();
