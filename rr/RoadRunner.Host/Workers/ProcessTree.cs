using System.ComponentModel;
using System.Diagnostics;

namespace RoadRunner.Host.Workers;

/// <summary>Kills a process with its children, whatever state it is in.</summary>
internal static class ProcessTree
{
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has exited meanwhile, or a child has: nothing is left to kill.
        }
    }
}
