using System.Buffers;
using RoadRunner.Host.Workers;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

public sealed class LoneRunTests
{
    private readonly WorkerJob _job = new IdleJob();
    private LoneRun _run;

    [Fact]
    public void A_job_is_lone_when_it_was_alone_often_enough_in_a_row()
    {
        for (var time = 1; time < LoneRun.Length; time++)
        {
            Assert.False(_run.Includes(_job, isAlone: true));
        }

        Assert.True(_run.Includes(_job, isAlone: true));
        Assert.True(_run.Includes(_job, isAlone: true));
    }

    [Fact]
    public void Company_ends_the_run()
    {
        Begin();

        Assert.False(_run.Includes(_job, isAlone: false));

        Begin();
    }

    [Fact]
    public void The_job_of_another_connection_ends_the_run()
    {
        Begin();
        var other = new IdleJob();

        Assert.False(_run.Includes(other, isAlone: true));
        Assert.False(_run.Includes(_job, isAlone: true));

        for (var time = 0; time < 10 * LoneRun.Length; time++)
        {
            Assert.False(_run.Includes(time % 2 == 0 ? other : _job, isAlone: true));
        }
    }

    private void Begin()
    {
        var times = 1;
        while (!_run.Includes(_job, isAlone: true))
        {
            times++;
        }

        Assert.InRange(times, LoneRun.Length - 1, LoneRun.Length);
    }

    private sealed class IdleJob : WorkerJob
    {
        public override ReadOnlyMemory<byte> Context => default;

        public override ReadOnlySequence<byte> Body => default;

        public override bool MayTimeOut => false;

        public override void AcceptReply(ReadOnlySpan<byte> context, ReadOnlySpan<byte> body)
        {
            // Nobody answers.
        }

        public override void Fail(WorkerException reason)
        {
            // Nobody fails.
        }

        public override void Complete()
        {
            // Nobody waits.
        }
    }
}
