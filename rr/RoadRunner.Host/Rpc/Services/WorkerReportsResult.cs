using System.Buffers;
using System.Text.Json;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Gob;
using RoadRunner.Host.Workers;
using Spiral.Goridge.Rpc;

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

    protected override void WriteMessagePack(IBufferWriter<byte> writer, IReadOnlyList<WorkerReport>? value)
    {
        var output = new MessagePackWriter(writer);
        output.WriteMapHeader(1);
        output.WriteUtf8("Workers"u8);
        if (value is null)
        {
            output.WriteNil();
            return;
        }

        output.WriteArrayHeader(value.Count);
        foreach (var report in value)
        {
            WriteMessagePack(writer, output, report);
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
    private static void WriteMessagePack(IBufferWriter<byte> writer, MessagePackWriter output, in WorkerReport report)
    {
        var (worker, usage) = report;
        output.WriteMapHeader(FieldCount);
        output.WriteUtf8("Pid"u8);
        GoMessagePack.WriteInt64(writer, worker.Pid);
        output.WriteUtf8("Status"u8);
        GoMessagePack.WriteInt64(writer, (int)worker.State);
        output.WriteUtf8("NumExecs"u8);
        GoMessagePack.WriteUInt64(writer, (ulong)worker.Executions);
        output.WriteUtf8("Created"u8);
        GoMessagePack.WriteInt64(writer, Nanoseconds(worker.Created));
        output.WriteUtf8("MemoryUsage"u8);
        GoMessagePack.WriteUInt64(writer, (ulong)usage.MemoryBytes);
        output.WriteUtf8("CPUPercent"u8);
        output.Write(usage.CpuPercent);
        output.WriteUtf8("Command"u8);
        output.Write("");
        output.WriteUtf8("StatusStr"u8);
        output.Write(WorkerStateNames.NameOf(worker.State));
    }

    private static long Nanoseconds(DateTimeOffset created) => (created - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
}
