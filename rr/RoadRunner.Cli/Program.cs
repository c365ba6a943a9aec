using CommandLine;
using RoadRunner.Cli;
using RoadRunner.Cli.Serve;
using RoadRunner.Host;

// Before anything opens a socket: the runtime reads it once.
RuntimeTuning.UseInlineSocketCompletions();

using var parser = new Parser(settings =>
{
    settings.HelpWriter = null;
    settings.CaseSensitive = true;
});
var arguments = parser.ParseArguments(args, typeof(ServeOptions));
return arguments.Value switch
{
    ServeOptions serve => await new ServeCommand(serve, Console.Out, Console.Error).RunAsync(),
    _ => Usage.Print(arguments, Console.Out, Console.Error),
};
