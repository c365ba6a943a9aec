using System.Buffers;
using System.Text.Json;
using MessagePack;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Gob;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The list of workers; null for a plugin that has none.</summary>
internal sealed class WorkerReportsResult : RpcResult<IReadOnlyList<WorkerReport>?>
{
    private const int FieldCount = 8;
    private const long NanosecondsPerTick = 100;

    protected override void WriteJson(IBufferWriter<byte> writer, IReadOnlyList<WorkerReport>? value)
    {
        using var json = new Utf8JsonWriter(writer);
        json.WriteStartObject();
        if (value is null)
        {
            json.WriteNull("workers"u8);
        }
        else
        {
            json.WriteStartArray("workers"u8);
            foreach (var report in value)
            {
                WriteJson(json, report);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // Go's format has no way to tell an empty list from none.
    protected override void WriteGob(IBufferWriter<byte> writer, IReadOnlyList<WorkerReport>? value) =>
        GobReplies.WriteWorkers(writer, [.. (value ?? []).Select(static report => new GobWorker(
            report.Worker.Pid,
            (int)report.Worker.State,
            (ulong)report.Worker.Executions,
            Nanoseconds(report.Worker.Created),
            (ulong)report.Usage.MemoryBytes,
            report.Usage.CpuPercent,
            WorkerStateNames.NameOf(report.Worker.State)))]);

    protected override void WriteMessagePack(ref MessagePackWriter writer, IReadOnlyList<WorkerReport>? value)
    {
        writer.WriteMapHeader(1);
        writer.WriteString("Workers"u8);
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(value.Count);
        foreach (var report in value)
        {
            WriteMessagePack(ref writer, report);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, in WorkerReport report)
    {
        var (worker, usage) = report;
        json.WriteStartObject();
        json.WriteNumber("pid"u8, worker.Pid);
        json.WriteNumber("status"u8, (int)worker.State);
        json.WriteNumber("numExecs"u8, worker.Executions);
        json.WriteNumber("created"u8, Nanoseconds(worker.Created));
        json.WriteNumber("memoryUsage"u8, usage.MemoryBytes);
        json.WriteNumber("CPUPercent"u8, usage.CpuPercent);
        json.WriteString("command"u8, "");
        json.WriteString("statusStr"u8, WorkerStateNames.NameOf(worker.State));
        json.WriteEndObject();
    }

    // The names of the fields in Go, and their types there: signed, unsigned, float.
    private static void WriteMessagePack(ref MessagePackWriter writer, in WorkerReport report)
    {
        var (worker, usage) = report;
        writer.WriteMapHeader(FieldCount);
        writer.WriteString("Pid"u8);
        writer.WriteInt64(worker.Pid);
        writer.WriteString("Status"u8);
        writer.WriteInt64((int)worker.State);
        writer.WriteString("NumExecs"u8);
        writer.WriteUInt64((ulong)worker.Executions);
        writer.WriteString("Created"u8);
        writer.WriteInt64(Nanoseconds(worker.Created));
        writer.WriteString("MemoryUsage"u8);
        writer.WriteUInt64((ulong)usage.MemoryBytes);
        writer.WriteString("CPUPercent"u8);
        writer.Write(usage.CpuPercent);
        writer.WriteString("Command"u8);
        writer.Write("");
        writer.WriteString("StatusStr"u8);
        writer.Write(WorkerStateNames.NameOf(worker.State));
    }

    private static long Nanoseconds(DateTimeOffset created) => (created - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
}
