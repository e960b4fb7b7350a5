using Debrief.Locks;
using Debrief.Tests.Facets;
using Debrief.Tests.Support;

namespace Debrief.Tests.Locks;

public sealed class LockStoreOnSqlite() : LockStoreTests(new Sqlite());
public sealed class LockStoreOnPostgres() : LockStoreTests(new Postgres());

public abstract class LockStoreTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    [Fact]
    public async Task Who_holds_a_lock_is_told_to_whoever_wants_it_and_gone_when_it_is_released()
    {
        await using var machine = await RunMachine.WithAsync(on, 0);
        var locks = new LockStore(machine.Database, machine.Clock);

        await using (var held = (await locks.TryTakeAsync("extract", CancellationToken.None)).Mine!)
        {
            var (mine, holder) = await locks.TryTakeAsync("extract", CancellationToken.None);
            Assert.Null(mine);
            Assert.Equal((Environment.MachineName, Environment.ProcessId, machine.Clock.GetUtcNow()), (holder.Host, holder.Pid, holder.TakenAt));
            await using var other = (await locks.TryTakeAsync("sync", CancellationToken.None)).Mine!;
        }

        Assert.Null(await locks.HolderAsync("extract", CancellationToken.None));
        await (await locks.TryTakeAsync("extract", CancellationToken.None)).Mine!.DisposeAsync();
    }

    [Theory]
    [InlineData("update locks set pid = 2147483646")] // No such process.
    [InlineData("update locks set process = process || '1'")] // A later process of the same pid.
    public async Task The_lock_of_a_dead_process_is_taken_over_at_once_and_lost_to_it(string dies)
    {
        await using var machine = await RunMachine.WithAsync(on, 0);
        var locks = new LockStore(machine.Database, machine.Clock);
        await using var first = (await locks.TryTakeAsync("extract", CancellationToken.None)).Mine!;
        await machine.ExecuteAsync(dies);

        await using var second = (await locks.TryTakeAsync("extract", CancellationToken.None)).Mine!;

        Assert.NotNull(second);
        machine.Clock.Advance(HeldLock.Beat);
        Assert.False(second.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task The_lock_of_another_host_is_taken_over_after_two_minutes_without_a_sign()
    {
        await using var machine = await RunMachine.WithAsync(on, 0);
        var locks = new LockStore(machine.Database, machine.Clock);
        await machine.ExecuteAsync("insert into locks values ('extract', 'elsewhere', 7, 'x', @now, @now)", new { now = machine.Clock.GetUtcNow() });

        machine.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Null((await locks.TryTakeAsync("extract", CancellationToken.None)).Mine);
        machine.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var taken = (await locks.TryTakeAsync("extract", CancellationToken.None)).Mine!;

        Assert.NotNull(taken);
    }

    [Fact]
    public async Task A_holder_gives_a_sign_every_twenty_seconds_and_learns_when_the_lock_is_lost()
    {
        await using var machine = await RunMachine.WithAsync(on, 0);
        await using var held = (await new LockStore(machine.Database, machine.Clock).TryTakeAsync("extract", CancellationToken.None)).Mine!;

        machine.Clock.Advance(HeldLock.Beat);
        while (await machine.AskAsync<int>("select count(*) from locks where heartbeat_at > taken_at") == 0)
            await Task.Yield();
        await machine.ExecuteAsync("update locks set host = 'elsewhere'");
        while (!held.Lost.IsCancellationRequested)
        {
            machine.Clock.Advance(HeldLock.Beat);
            await Task.Yield();
        }

        Assert.Equal("elsewhere", await machine.AskAsync<string>("select host from locks"));
    }
}
