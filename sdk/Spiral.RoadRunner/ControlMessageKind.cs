namespace Spiral.RoadRunner;

/// <summary>The control messages of the worker protocol.</summary>
internal enum ControlMessageKind
{
    /// <summary>The server asks for the process id.</summary>
    Pid,

    /// <summary>The server asks the worker to leave.</summary>
    Stop,
}
