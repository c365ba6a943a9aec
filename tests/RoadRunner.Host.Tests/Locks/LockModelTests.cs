using RoadRunner.Host.Locks;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Locks;

/// <summary>Random sequences of operations, held to a model after every step.</summary>
public sealed class LockModelTests
{
    private const string Res = "res";
    private const int Steps = 150;
    private const int LongestTime = 400;
    private const long Millisecond = 1_000;

    private static readonly string[] Ids = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_sequence_of_operations_goes_as_in_the_model(int seed)
    {
        for (var sequence = 0; sequence < 100; sequence++)
        {
            var random = new Random((seed * 1_000) + sequence);
            using var run = new Run();
            for (var step = 0; step < Steps; step++)
            {
                var what = $"seed {seed}, sequence {sequence}, step {step}: {run.Next(random)}";
                await run.AssertSameAsync(what);
            }

            run.AssertNothingIsLeft();
        }
    }

    private sealed class Run : IDisposable
    {
        private readonly ManualTime _time = new();
        private readonly LockManager _locks;
        private readonly LockModel _model = new();
        private readonly Dictionary<int, (Task<bool> Answer, CancellationTokenSource Caller)> _requests = [];

        public Run() => _locks = new LockManager(_time);

        public string Next(Random random)
        {
            var id = Ids[random.Next(Ids.Length)];
            switch (random.Next(12))
            {
                case < 5:
                    return Ask(id, random.Next(2) == 0, random.Next(3) == 0 ? 0 : Length(random), random.Next(6) == 0 ? -1 : Length(random));
                case < 8:
                    Assert.Equal(_model.Release(id), _locks.Release(Res, id));
                    return $"release {id}";
                case 8 when random.Next(4) == 0:
                    Assert.Equal(_model.ForceRelease(), _locks.ForceRelease(Res));
                    return "force release";
                case < 10:
                    var ttl = random.Next(4) == 0 ? 0 : Length(random);
                    Assert.Equal(_model.UpdateTtl(id, ttl), _locks.UpdateTtl(Res, id, ttl * Millisecond));
                    return $"update ttl of {id} to {ttl}";
                case 10:
                    var number = random.Next(_requests.Count + 1);
                    _model.CallerLeaves(number);
                    if (_requests.TryGetValue(number, out var request))
                    {
                        request.Caller.Cancel();
                    }

                    return $"caller of {number} leaves";
                default:
                    var time = random.Next(LongestTime / 2);
                    _model.Advance(time);
                    _time.Advance(TimeSpan.FromMilliseconds(time));
                    return $"advance {time} ms";
            }
        }

        public async Task AssertSameAsync(string what)
        {
            foreach (var (number, (answer, _)) in _requests)
            {
                bool? got = answer.IsCompletedSuccessfully ? await answer : null;
                var answered = _model.Answers.TryGetValue(number, out var expected);
                Assert.True(answered == answer.IsCompleted && expected == got, $"{what}: request {number} should be {expected}, is {got}");
            }

            Assert.True(_model.Holders.SequenceEqual(Ids.Where(id => _locks.Exists(Res, id))), $"{what}: holders");
            Assert.True(_model.Holders.Any() == _locks.Exists(Res, "*"), $"{what}: any holder");
            Assert.True(_locks.ResourceCount == (_model.IsFree ? 0 : 1), $"{what}: resources");
        }

        public void AssertNothingIsLeft()
        {
            _locks.ForceRelease(Res);
            _time.Advance(TimeSpan.FromMilliseconds(LongestTime));
            while (_locks.ForceRelease(Res))
            {
            }

            Assert.Equal(0, _locks.ResourceCount);
            Assert.Equal(0, _time.ActiveTimers);
            Assert.All(_requests.Values, request => Assert.True(request.Answer.IsCompleted));
        }

        public void Dispose()
        {
            _locks.Dispose();
            foreach (var (_, caller) in _requests.Values)
            {
                caller.Dispose();
            }
        }

        private string Ask(string id, bool exclusive, int ttl, int wait)
        {
            var number = _requests.Count;
            var caller = new CancellationTokenSource();
            var answer = exclusive
                ? _locks.LockAsync(Res, id, ttl * Millisecond, wait * Millisecond, caller.Token)
                : _locks.LockReadAsync(Res, id, ttl * Millisecond, wait * Millisecond, caller.Token);
            _requests.Add(number, (answer.AsTask(), caller));
            _model.Ask(number, id, exclusive, ttl, wait);
            return $"{number}: {(exclusive ? "lock" : "read")} {id}, ttl {ttl}, wait {wait}";
        }

        // Two different ends at the same time have no order, neither here nor there.
        private int Length(Random random)
        {
            while (true)
            {
                var length = random.Next(1, LongestTime);
                if (!_model.EndsAt(length))
                {
                    return length;
                }
            }
        }
    }
}
