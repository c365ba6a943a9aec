namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How the application ends, when something in it has decided that: the exit code of the process.</summary>
internal sealed class TcpOutcome
{
    private const int Failed = 1;

    private int _exitCode;

    /// <summary>Gets the exit code; 0 unless something has failed.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Has the process end with exit code 1, so that the server replaces it.</summary>
    public void Fail() => Volatile.Write(ref _exitCode, Failed);
}
