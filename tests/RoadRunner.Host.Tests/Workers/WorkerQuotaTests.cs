using RoadRunner.Host.Workers;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

public sealed class WorkerQuotaTests
{
    [Fact]
    public void Without_max_jobs_nothing_is_ever_looked_at() => Assert.Equal(
        new WorkerQuota(long.MaxValue, long.MaxValue, IsExact: false), WorkerQuota.Draw(0, new Random(1)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(9, 4)]
    public void Fewer_than_ten_are_exact_and_the_replacement_is_started_half_way(int maxJobs, int renewAt) => Assert.Equal(
        new WorkerQuota(renewAt, maxJobs, IsExact: true), WorkerQuota.Draw(maxJobs, new Random(1)));

    [Theory]
    [InlineData(10, 10, 11)]
    [InlineData(100, 100, 114)]
    [InlineData(20_000, 20_000, 22_800)]
    [InlineData(int.MaxValue, int.MaxValue, 2_448_131_358)]
    public void More_get_up_to_14_percent_on_top(int maxJobs, long least, long most)
    {
        var random = new Random(1);
        for (var draw = 0; draw < 200; draw++)
        {
            var quota = WorkerQuota.Draw(maxJobs, random);

            Assert.False(quota.IsExact);
            Assert.InRange(quota.EndAt, least, most);
            Assert.Equal(quota.EndAt - (quota.EndAt / 10), quota.RenewAt);
        }
    }
}
