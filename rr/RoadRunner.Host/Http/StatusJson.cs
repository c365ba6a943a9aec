using System.Text.Json;
using RoadRunner.Host.Logging;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Rpc.Services;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Http;

/// <summary>Writes what the status page shows. Nothing of the configuration but names and addresses is in it.</summary>
internal static class StatusJson
{
    /// <summary>Writes what is known at this moment.</summary>
    public static byte[] Write(HostView view, RecentProblems problems)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteHost(json, view);
            WriteAll(json, "servers", view.Servers, WriteServer);
            WriteAll(json, "pools", view.Pools, (writer, one) => WritePool(writer, view, one.Pool, one.Reports));
            WriteAll(json, "problems", problems.Snapshot(), WriteProblem);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteHost(Utf8JsonWriter json, HostView view)
    {
        json.WriteString("name", HostService.Name);
        json.WriteString("version", HostService.Version);
        json.WriteString("wire", RoadRunnerHost.WireVersion);
        json.WriteNumber("pid", Environment.ProcessId);
        json.WriteString("phase", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{view.Health.Phase}"));
        json.WriteNumber("uptime", view.Uptime.TotalSeconds);
        WriteNumbers(json, "bounds", LatencyBounds.Seconds, static (writer, bound) => writer.WriteNumberValue(bound));
    }

    private static void WriteServer(Utf8JsonWriter json, TcpServerInfo server)
    {
        json.WriteString("name", server.Name);
        json.WriteString("address", $"{server.Address}");
        json.WriteString("framing", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{server.Framing}"));
        json.WriteNumber("open", server.Connections.Open);
        json.WriteNumber("accepted", server.Connections.Accepted);
        WriteCounts(json, "refused", server.Connections.Refused);
        WriteCounts(json, "closed", server.Connections.Ended);
        if (server.Events is { } events)
        {
            json.WriteStartObject("events");
            WriteNumbers(json, "counts", events.Durations, static (writer, counts) => writer.WriteNumberValue(counts.Count));
            WriteNumbers(json, "failures", events.Failures, static (writer, count) => writer.WriteNumberValue(count));
            WriteNumbers(json, "duration", events.Durations[(int)ConnectionEventKind.Data].Buckets, static (writer, count) => writer.WriteNumberValue(count));
            WriteNumbers(json, "queue", events.Queue.Buckets, static (writer, count) => writer.WriteNumberValue(count));
            json.WriteNumber("received", events.ReceivedBytes);
            json.WriteNumber("sent", events.SentBytes);
            json.WriteEndObject();
        }
    }

    private static void WritePool(Utf8JsonWriter json, HostView view, NamedPool pool, WorkerReports reports)
    {
        json.WriteString("name", pool.Name);
        json.WriteNumber("waiting", pool.Workers.Waiting);
        json.WriteNumber("executions", pool.Workers.Executions);
        var restarts = Enum.GetValues<RestartReason>().Where(reason => pool.Workers.RestartsOf(reason) > 0);
        WriteCounts(json, "restarts", restarts.Select(reason => KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reason}"), pool.Workers.RestartsOf(reason))));
        WriteAll(json, "workers", reports.Read(), (writer, report) =>
        {
            writer.WriteNumber("pid", report.Worker.Pid);
            writer.WriteString("state", WorkerStateNames.NameOf(report.Worker.State));
            writer.WriteNumber("executions", report.Worker.Executions);
            writer.WriteNumber("memory", report.Usage.MemoryBytes);
            writer.WriteNumber("cpu", report.Usage.CpuPercent);
            writer.WriteNumber("age", view.AgeOf(report.Worker.Created).TotalSeconds);
        });
    }

    private static void WriteProblem(Utf8JsonWriter json, RecentProblem problem)
    {
        json.WriteString("time", problem.Time);
        json.WriteString("level", LogLevelName.Of(problem.Level));
        json.WriteString("channel", problem.Channel);
        json.WriteString("text", problem.Text);
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers<T>(Utf8JsonWriter json, string name, IEnumerable<T> numbers, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            write(json, number);
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in counts.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
    }
}
