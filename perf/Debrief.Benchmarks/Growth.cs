using System.Globalization;

namespace Debrief.Benchmarks;

/// <summary>What a week of so many people comes to: simulated minute by minute, always from the same seed.</summary>
/// <param name="SessionBytes">What a session with its facets, transcript row and indexes takes in the database.</param>
/// <param name="MessageBytes">What a message's usage takes.</param>
/// <param name="FoldedShare">What of that is left once it is folded: perf/fold.sh measures it.</param>
sealed record Growth(int SessionBytes, int MessageBytes, double FoldedShare)
{
    const double Weeks = 52, WeeksUnfolded = 13;

    // A person's week, from the sessions that were at hand: many short sessions, few long ones.
    const double SessionsAWeek = 40;
    const double TypicalMessages = 14;
    const double SpreadOfMessages = 1.4;
    const int TranscriptBytesAMessage = 9_000;

    // A question and an answer, and what Claude Haiku 4.5 takes for a million tokens of each.
    const int TokensAsked = 14_000;
    const int TokensAnswered = 1_500;
    const double UsdAsked = 1, UsdAnswered = 5;
    const double SecondsAnAnswer = 20;

    const int MinutesAWeek = 7 * 24 * 60;

    public int Write(IEnumerable<int> people)
    {
        Console.WriteLine("| people | sessions a week | rows a week | database, a year | with old messages folded | transcripts a week | model calls a week | cost a week (in batches) | questions at once | longest queue | longest wait |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var count in people)
            Console.WriteLine(Row(count));
        return 0;
    }

    string Row(int people)
    {
        var random = new Random(20260301);
        var ends = new int[MinutesAWeek];
        long sessions = 0, messages = 0, calls = 0;
        for (var person = 0; person < people; person++)
        {
            var (zone, share) = (random.Next(24), Math.Exp(Normal(random) * 0.8 - 0.32)); // The mean stays; a few do several times as much.
            for (var left = Math.Max(1, (int)Math.Round(SessionsAWeek * share)); left > 0; left--)
            {
                var length = Math.Max(1, (int)Math.Round(TypicalMessages * Math.Exp(Normal(random) * SpreadOfMessages)));
                (sessions, messages) = (sessions + 1, messages + length);
                if (length <= 5)
                    continue;
                calls++;
                ends[EndOf(random, zone)]++;
            }
        }

        var workers = Enumerable.Range(1, 2000).First(workers => Waits(ends, workers).Longest <= 60);
        var (longest, queue) = Waits(ends, workers);
        var cost = calls * (TokensAsked * UsdAsked + TokensAnswered * UsdAnswered) / 1_000_000;
        // A session has a row of its own, of its facets, its transcript and of each try; an answer of the model one of usage, which is half of the messages.
        var rows = sessions * 2 + calls * 2 + messages / 2;
        var (usage, rest) = (messages / 2 * (double)MessageBytes, (double)sessions * SessionBytes);
        var (bytes, folded) = (Weeks * (rest + usage), Weeks * rest + usage * (WeeksUnfolded + (Weeks - WeeksUnfolded) * FoldedShare));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {people:N0} | {sessions:N0} | {rows:N0} | {Size(bytes)} | {Size(folded)} | {Size((double)messages * TranscriptBytesAMessage)} | {calls:N0} | ${cost:N2} (${cost / 2:N2}) | {workers:N0} | {queue:N0} | {longest:N0} min |");
    }

    /// <summary>Between eight and eight of somebody's working days, where they live; now and then at the weekend.</summary>
    static int EndOf(Random random, int zone)
    {
        var day = random.Next(20) == 0 ? 5 + random.Next(2) : random.Next(5);
        return (day * 24 * 60 + 8 * 60 + random.Next(12 * 60) + zone * 60) % MinutesAWeek;
    }

    /// <summary>Of the questions that ended sessions lead to, where so many are asked at the same time; the second week, so that what was left of the first waits too.</summary>
    static (int Longest, int Queue) Waits(int[] ends, int workers)
    {
        var waiting = new Queue<int>();
        var (longest, queue, answered) = (0, 0, 0.0);
        for (var minute = 0; minute < 2 * MinutesAWeek; minute++)
        {
            for (var ended = ends[minute % MinutesAWeek]; ended > 0; ended--)
                waiting.Enqueue(minute);
            queue = Math.Max(queue, waiting.Count);
            for (answered = Math.Min(answered, 0) + workers * 60 / SecondsAnAnswer; answered >= 1 && waiting.Count > 0; answered--)
                longest = Math.Max(longest, minute - waiting.Dequeue());
        }
        return (Math.Max(longest, waiting.Count == 0 ? 0 : int.MaxValue), queue);
    }

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static string Size(double bytes) => bytes switch
    {
        >= 1e12 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e12:0.0} TB"),
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
    };
}
