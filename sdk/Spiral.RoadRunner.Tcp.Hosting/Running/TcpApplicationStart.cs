using System.Reflection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How the process was started, and so what the application will be: a worker of a server, a program of its own, or neither.</summary>
internal sealed class TcpApplicationStart
{
    public const string StandaloneSwitch = "--standalone";

    // Of whoever serves a standalone application: those with a value, and those without.
    private static readonly string[] ServerOptions = ["-c", "--config", "-w", "--WorkDir", "--workdir", "-o", "--override", "--dotenv"];
    private static readonly string[] ServerSwitches = ["-e", "--enable-experimental"];

    private TcpApplicationStart(string[] arguments, RoadRunnerEnvironment environment, bool isProcess)
    {
        Arguments = arguments;
        Environment = environment;
        IsProcess = isProcess;
        IsStandalone = arguments.Contains(StandaloneSwitch, StringComparer.Ordinal);
        ConfigurationArguments = [.. OfConfiguration(arguments, IsStandalone)];
    }

    /// <summary>Gets the arguments of the program.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Gets the arguments that are configuration.</summary>
    public IReadOnlyList<string> ConfigurationArguments { get; }

    /// <summary>Gets what the server told this process.</summary>
    public RoadRunnerEnvironment Environment { get; }

    /// <summary>Gets a value indicating whether the application is what this process is for; false inside a test.</summary>
    public bool IsProcess { get; }

    /// <summary>Gets a value indicating whether the application serves its own sockets.</summary>
    public bool IsStandalone { get; }

    /// <summary>Gets the worker; null when no server has started this process.</summary>
    public TcpWorker? Worker { get; private init; }

    /// <summary>Gets the logger of the worker, which exists before logging is configured.</summary>
    public LateLogger WorkerLogger { get; private init; } = new();

    /// <summary>Gets the name of the program.</summary>
    public string ApplicationName { get; } = Assembly.GetEntryAssembly()?.GetName().Name ?? "TcpApplication";

    /// <summary>Gets the arguments of whoever serves a standalone application: all but the switch.</summary>
    public IReadOnlyList<string> StandaloneArguments => [.. Arguments.Where(static argument => argument != StandaloneSwitch)];

    /// <summary>Finds out how this process was started; under a server its stdout and stdin become the wire at once.</summary>
    public static TcpApplicationStart OfProcess(string[] arguments)
    {
        var environment = RoadRunnerEnvironment.FromProcess();
        var isWorker = environment.HasServer && !arguments.Contains(StandaloneSwitch, StringComparer.Ordinal);
        var logger = new LateLogger();
        return new TcpApplicationStart(arguments, environment, isProcess: true)
        {
            WorkerLogger = logger,
            Worker = isWorker ? TcpWorker.Create(new TcpWorkerOptions { Environment = environment, Logger = logger }) : null,
        };
    }

    /// <summary>An application inside another program: nothing of the process is touched or looked at.</summary>
    /// <param name="arguments">Configuration.</param>
    /// <param name="worker">Where its events come from; null when it has no server.</param>
    public static TcpApplicationStart Inside(string[] arguments, TcpWorker? worker = null) =>
        new(arguments, new RoadRunnerEnvironment(), isProcess: false) { Worker = worker };

    /// <summary>What is about the servers of a standalone application is no configuration: a path would be taken for a switch and swallow what follows.</summary>
    private static IEnumerable<string> OfConfiguration(string[] arguments, bool isStandalone)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            if (isStandalone && ServerOptions.Contains(argument, StringComparer.Ordinal))
            {
                index++;
            }
            else if (argument != StandaloneSwitch && !(isStandalone && IsOfServer(argument)))
            {
                yield return argument;
            }
        }
    }

    private static bool IsOfServer(string argument) =>
        ServerSwitches.Contains(argument, StringComparer.Ordinal)
        || Array.Exists(ServerOptions, option => option.StartsWith("--", StringComparison.Ordinal) && argument.StartsWith(option + "=", StringComparison.Ordinal));
}
