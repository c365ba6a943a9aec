using System.Text.Json;
using RoadRunner.Samples.Echo;
using Spiral.RoadRunner.Tcp;

using var worker = TcpWorker.Create();
worker.Run(request =>
{
    switch (request.Server, request.Event)
    {
        case ("smtp", TcpEvent.Connected):
            worker.Respond("220 mailamie\r\n");
            break;
        case ("smtp", TcpEvent.Data) when request.GetText().StartsWith("QUIT", StringComparison.OrdinalIgnoreCase):
            worker.RespondClose("221 Bye\r\n");
            break;
        case ("smtp", TcpEvent.Data):
            worker.Respond("502 This sample only greets; say QUIT\r\n");
            break;
        case ("tcp_access_point_1", TcpEvent.Connected):
            worker.RespondClose("Access denied\r\n");
            break;
        case ("server2", TcpEvent.Data):
            var answer = new Answer(request.RemoteAddress, request.Server, request.ConnectionUuid, request.GetText(), request.Event);
            worker.Respond(JsonSerializer.Serialize(answer, AnswerJson.Default.Answer) + "\r\n");
            break;
    }

    // What has no answer here is answered with Read: nothing is written, the connection stays open.
});
