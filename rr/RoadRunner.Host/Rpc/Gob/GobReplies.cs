using System.Buffers;

namespace RoadRunner.Host.Rpc.Gob;

/// <summary>The replies of the calls that are served in gob, with the type numbers and names that the Go server sends.</summary>
/// <remarks>Go counts types in the order of their first use; the numbers are those of a server that was asked for its workers first.</remarks>
internal static class GobReplies
{
    private const int Texts = 64;
    private const int WorkerList = 65;
    private const int Worker = 66;
    private const int Workers = 67;
    private const int Job = 68;
    private const int Jobs = 69;

    public static void WriteBool(IBufferWriter<byte> output, bool value)
    {
        var gob = new GobWriter(output);
        gob.BeginValue(GobTypeId.Bool);
        gob.WriteBool(value);
        gob.EndMessage();
    }

    public static void WriteTexts(IBufferWriter<byte> output, IReadOnlyCollection<string> texts)
    {
        var gob = new GobWriter(output);
        gob.DefineSlice(Texts, "", GobTypeId.Text);
        gob.BeginValue(Texts);
        gob.WriteUInt((ulong)texts.Count);
        foreach (var text in texts)
        {
            gob.WriteText(text);
        }

        gob.EndMessage();
    }

    public static void WriteWorkers(IBufferWriter<byte> output, IReadOnlyCollection<GobWorker> workers)
    {
        var gob = new GobWriter(output);
        gob.DefineStructure(WorkerList, "WorkerList", new GobField("Workers", Workers));
        gob.DefineSlice(Workers, "[]*process.State", Worker);
        gob.DefineStructure(
            Worker,
            "",
            new GobField("Pid", GobTypeId.Int),
            new GobField("Status", GobTypeId.Int),
            new GobField("NumExecs", GobTypeId.UInt),
            new GobField("Created", GobTypeId.Int),
            new GobField("MemoryUsage", GobTypeId.UInt),
            new GobField("CPUPercent", GobTypeId.Float),
            new GobField("Command", GobTypeId.Text),
            new GobField("StatusStr", GobTypeId.Text));
        gob.BeginValue(WorkerList, isStructure: true);
        var list = new GobStructureWriter(gob).List(workers.Count);
        foreach (var worker in workers)
        {
            new GobStructureWriter(gob)
                .Int(worker.Pid)
                .Int(worker.Status)
                .UInt(worker.Executions)
                .Int(worker.CreatedNanoseconds)
                .UInt(worker.MemoryBytes)
                .Float(worker.CpuPercent)
                .Text("")
                .Text(worker.StatusText)
                .End();
        }

        list.End();
        gob.EndMessage();
    }

    /// <summary>Writes the jobs of a plugin that has none.</summary>
    public static void WriteNoJobs(IBufferWriter<byte> output)
    {
        var gob = new GobWriter(output);
        gob.DefineSlice(Jobs, "", Job);
        gob.DefineStructure(
            Job,
            "",
            new GobField("Pipeline", GobTypeId.Text),
            new GobField("Driver", GobTypeId.Text),
            new GobField("Queue", GobTypeId.Text),
            new GobField("Active", GobTypeId.Int),
            new GobField("Delayed", GobTypeId.Int),
            new GobField("Reserved", GobTypeId.Int),
            new GobField("Ready", GobTypeId.Bool),
            new GobField("Priority", GobTypeId.UInt),
            new GobField("ErrorMessage", GobTypeId.Text));
        gob.BeginValue(Jobs);
        gob.WriteUInt(0);
        gob.EndMessage();
    }
}
