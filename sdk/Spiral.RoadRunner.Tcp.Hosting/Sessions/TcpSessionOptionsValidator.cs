using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Checks <see cref="TcpSessionOptions"/>: each message names the key, the value and the limits.</summary>
internal sealed class TcpSessionOptionsValidator : IValidateOptions<TcpSessionOptions>
{
    private const int MostPrefixLength = 64;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Most = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, TcpSessionOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CheckTime(result, nameof(options.TimeToLive), options.TimeToLive);
        CheckTime(result, nameof(options.SpoolTimeToLive), options.SpoolTimeToLive);
        if (options.KeyPrefix is not { Length: <= MostPrefixLength } prefix || prefix.Any(static c => c is <= ' ' or > '~' or '(' or ')' or '[' or ']' or '{' or '}'))
        {
            result.AddError(
                $"{TcpSessionOptions.Section}:{nameof(options.KeyPrefix)} is \"{options.KeyPrefix}\", it has to be up to {MostPrefixLength} ASCII characters without white space, brackets and braces.");
        }

        return result.Build();
    }

    private static void CheckTime(ValidateOptionsResultBuilder result, string key, TimeSpan value)
    {
        if (value < Least || value > Most)
        {
            result.AddError($"{TcpSessionOptions.Section}:{key} is {value}, it has to be from {Least} to {Most}.");
        }
    }
}
