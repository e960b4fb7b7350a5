namespace Debrief.EndToEnd.Support;

/// <summary>What somebody else hands in from a machine of theirs, beside the invented weeks: two sessions of more than five messages, and one that is too short for facets.</summary>
static class OthersSessions
{
    public const string Owner = "robin";
    public const string Host = "laptop";

    public const int All = 3;

    public static async Task WriteAsync(string claude)
    {
        await Talk("0b100000-0000-4000-8000-000000000001", "indy-hall", "email to Dana Reyes about the lantern evenings", "lantern evenings").SaveAsync(claude);
        await Talk("0b100000-0000-4000-8000-000000000002", "goodsomm", "email to Tess Moreau about the lantern class", "lantern class").SaveAsync(claude);
        await new WrittenSession("0b100000-0000-4000-8000-000000000003") { Cwd = "/home/robin/studio" }.Say("Where do lanterns come from?").Answer("From the shop.").SaveAsync(claude);
    }

    static WrittenSession Talk(string id, string project, string wanted, string about) => new WrittenSession(id) { Cwd = $"/home/robin/{project}" }
        .Say($"I need an {wanted}, three or four sentences")
        .Answer($"Here is a draft about the {about}.")
        .Say("no, I meant a shorter one")
        .Answer("Two sentences now.")
        .Say("perfect, thanks")
        .Answer("Glad to help.");
}
