using RoadRunner.Host.Locks;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.RoadRunner.Rpc.Protos;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>lock</c>. A request that waits ends when its client is gone.</summary>
internal static class LockService
{
    private static readonly MessageArgument<LockRequest> Argument = new();
    private static readonly MessageResult<LockResponse> Result = new();

    public static RpcServiceMethods Create(LockManager locks)
    {
        return new RpcServiceMethods("lock")
            .Add("Lock", Argument, Result, (one, ended) => AnswerAsync(() => locks.LockAsync(one.Resource, one.Id, one.Ttl, one.Wait, ended)))
            .Add("LockRead", Argument, Result, (one, ended) => AnswerAsync(() => locks.LockReadAsync(one.Resource, one.Id, one.Ttl, one.Wait, ended)))
            .Add("Release", Argument, Result, (one, _) => AnswerAsync(() => ValueTask.FromResult(locks.Release(one.Resource, one.Id))))
            .Add("ForceRelease", Argument, Result, (one, _) => AnswerAsync(() => ValueTask.FromResult(locks.ForceRelease(one.Resource))))
            .Add("Exists", Argument, Result, (one, _) => AnswerAsync(() => ValueTask.FromResult(locks.Exists(one.Resource, one.Id))))
            .Add("UpdateTTL", Argument, Result, (one, _) => AnswerAsync(() => ValueTask.FromResult(locks.UpdateTtl(one.Resource, one.Id, one.Ttl))));
    }

    private static async ValueTask<LockResponse> AnswerAsync(Func<ValueTask<bool>> request)
    {
        try
        {
            return new LockResponse { Ok = await request() };
        }
        catch (LockException refused)
        {
            throw new RpcFault(refused.Message, refused);
        }
    }
}
