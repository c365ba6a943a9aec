using System.Collections.Concurrent;
using RoadRunner.Host.Locks;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Locks;

/// <summary>Thousands of tasks on a few resources, on the system's clock.</summary>
public sealed class LockStressTests
{
    private const int Tasks = 4_000;
    private const int Rounds = 10;
    private const long Minute = 60_000_000;

    [Fact]
    public async Task There_is_never_a_writer_beside_anyone()
    {
        using var locks = new LockManager(TimeProvider.System);
        var rooms = Enumerable.Range(0, 3).Select(number => new Room($"room{number}")).ToArray();

        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(number => Task.Run(() => VisitAsync(locks, rooms, number)))).Within();

        Assert.Empty(rooms.SelectMany(room => room.Faults));
        Assert.All(rooms, room => Assert.Equal(room.Writes, room.Counter));
        Assert.Equal(0, locks.ResourceCount);
    }

    [Fact]
    public async Task A_counter_under_a_lock_loses_no_step()
    {
        using var locks = new LockManager(TimeProvider.System);
        var counter = 0;

        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => Task.Run(async () =>
        {
            Assert.True(await locks.LockAsync("counter", $"{number}", ttl: 0, Minute, CancellationToken.None));
            var value = counter;
            await Task.Yield();
            counter = value + 1;
            Assert.True(locks.Release("counter", $"{number}"));
        }))).Within();

        Assert.Equal(2_000, counter);
    }

    private static async Task VisitAsync(LockManager locks, Room[] rooms, int number)
    {
        var random = new Random(number);
        for (var round = 0; round < Rounds; round++)
        {
            var room = rooms[random.Next(rooms.Length)];
            var exclusive = random.Next(4) == 0;
            var id = $"{number}/{round}";
            using var caller = new CancellationTokenSource();

            // Some give up at once, some after a moment, some lose their caller while they wait.
            var wait = random.Next(4) switch { 0 => -1, 1 => random.Next(1, 5_000), _ => Minute };
            var asked = exclusive
                ? locks.LockAsync(room.Name, id, 0, wait, caller.Token).AsTask()
                : locks.LockReadAsync(room.Name, id, 0, wait, caller.Token).AsTask();
            if (random.Next(8) == 0)
            {
                await caller.CancelAsync();
            }

            try
            {
                if (await asked)
                {
                    await room.StayAsync(exclusive);
                    Assert.True(locks.Release(room.Name, id));
                }
            }
            catch (OperationCanceledException) when (caller.IsCancellationRequested)
            {
                Assert.False(locks.Exists(room.Name, id));
            }
        }
    }

    private sealed class Room(string name)
    {
        private int _readers;
        private int _writers;
        private int _writes;

        public string Name => name;

        public ConcurrentQueue<string> Faults { get; } = [];

        public int Writes => _writes;

        /// <summary>Gets a number that only writers change, and not atomically.</summary>
        public int Counter { get; private set; }

        public async Task StayAsync(bool exclusive)
        {
            var writers = exclusive ? Interlocked.Increment(ref _writers) : Volatile.Read(ref _writers);
            var readers = exclusive ? Volatile.Read(ref _readers) : Interlocked.Increment(ref _readers);
            if (exclusive ? writers != 1 || readers != 0 : writers != 0)
            {
                Faults.Enqueue($"{writers} writers, {readers} readers");
            }

            if (exclusive)
            {
                var value = Counter;
                await Task.Yield();
                Counter = value + 1;
                Interlocked.Increment(ref _writes);
                Interlocked.Decrement(ref _writers);
            }
            else
            {
                await Task.Yield();
                Interlocked.Decrement(ref _readers);
            }
        }
    }
}
