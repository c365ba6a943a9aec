using CommandLine;
using RoadRunner.Cli;
using RoadRunner.Cli.Reset;
using RoadRunner.Cli.Serve;
using RoadRunner.Cli.Status;
using RoadRunner.Cli.Stop;
using RoadRunner.Cli.Workers;
using RoadRunner.Host;

// Before anything opens a socket: the runtime reads it once.
RuntimeTuning.UseInlineSocketCompletions();

using var parser = new Parser(settings =>
{
    settings.HelpWriter = null;
    settings.CaseSensitive = true;
});
var arguments = parser.ParseArguments(Arguments.Arrange(args, ["serve", "workers", "status", "reset", "stop"]), typeof(ServeOptions), typeof(WorkersOptions), typeof(StatusOptions), typeof(ResetOptions), typeof(StopOptions));
return arguments.Value switch
{
    ServeOptions serve => await new ServeCommand(serve, Console.Out, Console.Error).RunAsync(),
    WorkersOptions workers => await new WorkersCommand(workers, Console.Out, Console.Error, TimeProvider.System).RunAsync(),
    StatusOptions status => await new StatusCommand(status, Console.Out, Console.Error).RunAsync(),
    ResetOptions reset => await new ResetCommand(reset, Console.Error).RunAsync(),
    StopOptions stop => await new StopCommand(stop, Console.Error, TimeProvider.System).RunAsync(),
    _ => Usage.Print(arguments, Console.Out, Console.Error),
};
