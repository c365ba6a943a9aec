using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>A client that has the host for itself: its thread waits a moment for the answer of the worker, and then for the client's next message.</summary>
/// <remarks>
/// While it does, nothing else happens on that thread. So it waits for microseconds only, goes back to the other sockets after a few messages, and
/// gives it up where handlers or clients are slower.
/// </remarks>
internal sealed partial class TcpConnection
{
    private const int MessagesInARow = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(40);

    private Eagerness _forAnswers;
    private Eagerness _forMessages;
    private byte _inARow;

    /// <summary>The next event is all that the client has said: its answer may be waited for.</summary>
    private void WishDirectAnswer(bool isLast) =>
        _executor.Direct = isLast && _forAnswers.IsDue() ? DirectAnswer.Wanted : DirectAnswer.No;

    /// <summary>Waits for the next message after an answer that was waited for.</summary>
    private ValueTask AwaitNextMessageAsync()
    {
        var answer = _executor.Direct;
        _executor.Direct = DirectAnswer.No;
        if (answer == DirectAnswer.Late)
        {
            _forAnswers.StayedAway();
        }
        else if (answer == DirectAnswer.Taken)
        {
            _forAnswers.Came();
            if (++_inARow == MessagesInARow)
            {
                _inARow = 0;
                return GoBackAsync();
            }

            if (_forMessages.IsDue())
            {
                LookForMessage();
            }
        }

        return default;
    }

    /// <summary>Lets go of the thread.</summary>
    /// <remarks>
    /// It goes back by itself when nothing is to be read. A client that is always faster, or does not wait for its answers, would keep it from all others.
    /// </remarks>
    private async ValueTask GoBackAsync()
    {
        if (TransportEnd.HasUnreadBytes(_transport))
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    private void LookForMessage()
    {
        if (ComesInTime())
        {
            _forMessages.Came();
        }
        else
        {
            _forMessages.StayedAway();
        }
    }

    /// <summary>Waits a moment. What is there may have come late: whoever was given way to may have taken the processor for long.</summary>
    private bool ComesInTime()
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (true)
        {
            var isThere = TransportEnd.HasUnreadBytes(_transport);
            var isInTime = time.GetElapsedTime(start) <= Patience;
            if (isThere || !isInTime)
            {
                return isThere && isInTime;
            }

            Thread.Yield();
        }
    }
}
