using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Logs what clients say and what they are answered.</summary>
/// <remarks>A message is logged when it has been handled, so that its handler can hide it.</remarks>
internal sealed class TranscriptLog : ITcpMiddleware
{
    private const string In = "<-";
    private const string Out = "->";
    private const int MostChars = 16_384;
    private const int RememberedConnections = 65_536;

    private readonly ILogger _logger;
    private readonly LogLevel _level;
    private readonly TranscriptText _text;
    private readonly Lock _gate = new();
    private readonly LruCache<string, bool> _hidden = new(RememberedConnections);

    public TranscriptLog(TranscriptOptions options, string server, ILoggerFactory loggers)
    {
        var check = new MiddlewareOptions("UseTranscript", server);
        check.Require(Enum.IsDefined(options.Level) && options.Level != LogLevel.None, nameof(options.Level), $"is {options.Level}, which no record can have");
        check.Require(options.MaxChars is >= 1 and <= MostChars, nameof(options.MaxChars), $"is {options.MaxChars}, it has to be from 1 to {MostChars}");
        check.ThrowIfWrong(typeof(TranscriptOptions));
        _logger = loggers.CreateLogger(TranscriptOptions.Category);
        _level = options.Level;
        _text = new TranscriptText(options.Masks, options.MaxChars);
    }

    public ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next) => _logger.IsEnabled(_level) ? LogAsync(context, next) : next(context);

    private async ValueTask<TcpReply> LogAsync(TcpContext context, TcpHandler next)
    {
        var written = context.Answer?.Length ?? 0;
        TcpReply reply;
        try
        {
            reply = await next(context).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogIn(context, TakeHidden(context));
            Log(context, Out, $"failed: {exception.GetType().Name}");
            throw;
        }

        var isHidden = TakeHidden(context);
        LogIn(context, isHidden);
        if (context.Event != TcpEvent.Close)
        {
            LogOut(context, reply, written, isHidden);
        }

        return reply;
    }

    private void LogIn(TcpContext context, bool isHidden) => Log(context, In, context.Event switch
    {
        TcpEvent.Connected => $"connected from {_text.Of(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(context.RemoteAddress)))}",
        TcpEvent.Close => "closed",
        _ => isHidden ? TranscriptOptions.Hidden : _text.Of(context.Message),
    });

    private void LogOut(TcpContext context, TcpReply reply, int written, bool isHidden)
    {
        using var bytes = new TcpAnswerBuffer();
        if (context.Answer is { } answer && answer.Length > written)
        {
            bytes.Write(answer.WrittenSpan[written..]);
        }

        reply.WriteTo(bytes);
        if (bytes.Length > 0)
        {
            Log(context, Out, isHidden ? TranscriptOptions.Hidden : _text.Of(new ReadOnlySequence<byte>(bytes.WrittenMemory)));
        }

        if (reply.Closes)
        {
            Log(context, Out, "close");
        }
    }

    private void Log(TcpContext context, string direction, string text) =>
        HostingLog.Transcript(_logger, _level, context.ConnectionUuid, context.Server, direction, text);

    /// <summary>Says whether the message is hidden, and remembers what was said about the next one.</summary>
    private bool TakeHidden(TcpContext context)
    {
        lock (_gate)
        {
            var isHidden = context.Items.Remove(TranscriptMask.Current);
            if (context.Event != TcpEvent.Connected)
            {
                isHidden |= _hidden.Remove(context.ConnectionUuid);
            }

            if (context.Items.Remove(TranscriptMask.Next) && context.Event != TcpEvent.Close)
            {
                _hidden.Set(context.ConnectionUuid, true);
            }

            return isHidden;
        }
    }
}
