using System.Collections.Frozen;

namespace Debrief.Reports.Narratives;

/// <summary>The English words that the check of a sentence knows.</summary>
static class English
{
    public static readonly FrozenDictionary<string, int> Numbers =
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".Split(' ').Select((word, i) => (word, i + 2))
        .Concat([("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100), ("dozen", 12), ("once", 1), ("twice", 2), ("thrice", 3)])
        .ToFrozenDictionary(each => each.Item1, each => each.Item2, StringComparer.OrdinalIgnoreCase);

    public const string Up = @"(?<!\b(?:came|come|comes|coming|turned|showed|ended|set|made) )\bup (?=from|by|on|against|\d)|\b(?:is|was|were|are|went|goes|moved) up\b(?! to)|\b(?:rose|risen|rises|rising|increased?|increases|increasing|grew|grown|grows|climbed|climbs|jumped|jumps|higher|gained|doubled|tripled|surged|surges|soared|soars|spiked|spikes|leapt|leaped|skyrocketed|rocketed|exploded|ballooned|swelled|swollen|expanded|accelerated|intensified|multiplied|rebounded|mounted|(?:shot|ticked|crept|inched|edged|bumped|ramped|picked|went|heated) up)\b|\b(?:an?|the) (?:\w+ )?(?:increase|rise|surge|jump|spike|uptick|climb|upswing)\b|\bmore\b[^,.;]*\bthan (?:the (?:week|month|day)|last)";

    public const string Down = @"\bdown (?=from|by|on|against|\d)|\b(?:is|was|were|are|went|goes|moved) down\b(?! to)|\b(?:fell|fallen|falls|falling|dropped|drops|dropping|decreased?|decreases|declined|declines|shrank|shrunk|lower|slipped|halved|plunged|plunges|plummeted|tumbled|slumped|sank|sunk|slid|dipped|dips|dwindled|eased|eases|cooled|subsided|receded|abated|lessened|waned|diminished|weakened|collapsed|crashed|nosedived|contracted|reduced|(?:let|eased) (?:up|off)|(?:calmed|died|went|came|cooled|slowed|quieted|settled|wound) down|tapered off|fell off|dropped off)\b|\b(?:an?|the) (?:\w+ )?(?:decrease|drop|decline|dip|slump|plunge|reduction|downturn|fall)\b|\b(?:fewer|less)\b[^,.;]*\bthan (?:the (?:week|month|day)|last)";

    public const string Better = @"\b(?:improved|improves|recovered|(?:got|gets|did|is|was|were|are|went|looks|looked) (?:\w+ )?better|an? (?:\w+ )?improvement)\b|\bbetter\b[^,.;]*\bthan (?:the (?:week|month|day)|last)";

    public const string Worse = @"\b(?:worsened|worsens|deteriorated|deteriorates|(?:got|gets|did|is|was|were|are|went|looks|looked) (?:\w+ )?worse|a (?:\w+ )?(?:setback|deterioration))\b|\bworse\b[^,.;]*\bthan (?:the (?:week|month|day)|last)";

    public const string Steady = @"\b(?:unchanged|(?:stayed|stays|remained|remains|held|holds) (?:at|flat|level|steady|stable|constant|the same|unchanged)|flat|the same as (?:the (?:week|month|day)|last))\b";

    /// <summary>Words that sentences begin with, and that are no names.</summary>
    public const string Starters = """
        A About Above According Accordingly Across Actually Add Adding After Again All Allow Almost Along Alongside Already Also Alternatively Although Amid Among An And Another Any Anything Apart Apparently Are As Ask Asking At Avoid
        Away Back Barely Basically Batching Be Because Before Begin Behind Being Below Beside Besides Best Better Between Beyond Block Blocking Book Both Breaking Bring Bringing Build But By Calls Can Catching Changing Check Checking
        Choosing Cleaning Clearing Clearly Close Closing Collecting Come Compared Comparing Completing Consequently Consider Considering Continue Continuing Conversely Correcting Could Counting Currently Cut Cutting Daily Decide Deciding
        Despite Do Doing Drafting During Each Early Either Elsewhere Encouragingly End Ending Equally Especially Even Eventually Every Everything Evidently Exactly Excluding Expect Explicitly Fairly Falling Few Fewer Finally Finding
        Finish Finishing First Fix Fixing Focusing Following For Fortunately Frankly From Fully Generally Get Getting Give Given Giving Gladly Go Going Good Half Hand Handing Handling Happily Hardly Has Have Having Here Hold Holding
        Hopefully How However Ideally If Immediately Importantly In Including Indeed Inside Instead Interestingly Ironically Is It Its Judging Just Keep Keeping Knowing Largely Last Lastly Lately Least Leave Leaving Less Let Letting Like
        Likely Limiting List Listing Look Looking Luckily Mainly Make Making Many Matching Meanwhile Measured Measuring Meeting Merely Mind Missing Mixed Monthly More Most Mostly Move Moving Much Name Namely Naming Nearly Next No Nobody
        None Nor Not Notably Note Nothing Noticeably Noting Now Obviously Occasionally Oddly Of Off On Once One Only Open Opening Or Other Otherwise Out Over Overall Pairing Partially Particularly Partly Pick Picking Plan Planning Please
        Possibly Precisely Presumably Previously Primarily Probably Promisingly Protecting Put Putting Quickly Rarely Reach Reaching Read Really Recently Reducing Regarding Regularly Remaining Remember Repeating Replying Reportedly
        Reserve Reserving Resuming Retrying Returning Review Reviewing Rising Roughly Run Running Sadly Same Saving Say Saying Schedule Scheduling Secondly See Seeing Seemingly Sending Serving Set Setting Several Share She Shifting Should
        Similarly Simply Since Skipping Slightly Slowly So Some Something Sometimes Somewhere Specifically Spend Spending Splitting Spreading Start Stating Staying Still Stop Stopping Strengthening Strikingly Such Surely Surprisingly
        Switching Take Taking Talking Tell Tellingly Than Thankfully That The Their Then There These They Thing Things This Those Three Through Tightening Time To Together Too Touching Toward Tracking Treating Truly Try Trying Turn
        Turning Two Typically Ultimately Under Understandably Unfortunately Unlike Unsurprisingly Until Unusually Up Updating Use Using Usually Waiting Was Watch Watching We Weekly Well Were What Whatever When Whenever Where Wherever
        Whether Which While Who Why With Within Without Work Working Worth Would Write Writing Yes Yet You Your Yours
        """;
}
