using RoadRunner.TestWorkers.Counter;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp;

using var worker = TcpWorker.Create();
await using var link = new RpcLink();
await link.ConnectAsync();
await worker.RunAsync(request => Command.ObeyAsync(worker, link, request));
