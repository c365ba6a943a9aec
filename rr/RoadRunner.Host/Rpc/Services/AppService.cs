using RoadRunner.Host.AppLog;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.RoadRunner.Rpc.Protos;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>app</c>: records of applications. The results say nothing, as under RoadRunner.</summary>
internal static class AppService
{
    private static readonly MessageArgument<LogEntry> Entry = new();
    private static readonly MessageResult<LogResponse> Result = new();

    public static RpcServiceMethods Create(AppLogger app)
    {
        var service = new RpcServiceMethods("app");
        Add(service, "Error", app.Error);
        Add(service, "Warning", app.Warning);
        Add(service, "Info", app.Info);
        Add(service, "Debug", app.Debug);
        Add(service, "Log", app.Log);
        return service;
    }

    private static void Add(RpcServiceMethods service, string level, Action<string, IReadOnlyList<KeyValuePair<string, string>>> write)
    {
        service.Add(level, RpcArguments.Text, RpcResults.Bool, message =>
        {
            write(message, []);
            return false;
        });
        service.Add($"{level}WithContext", Entry, Result, entry =>
        {
            write(entry.Message, [.. entry.LogAttrs.Select(static attribute => KeyValuePair.Create(attribute.Key, attribute.Value))]);
            return new LogResponse();
        });
    }
}
