using System.Text;

namespace Debrief.LanguageModels;

/// <summary>What a program says beside its answers: the beginning of it, for whoever asks why there is none.</summary>
sealed class Complaints
{
    const int Longest = 2000;
    const int LongestLine = 500;

    readonly StringBuilder _said = new();

    public void Add(string? line)
    {
        lock (_said)
        {
            if (line is { Length: > 0 } && _said.Length < Longest)
                _said.Append(Beginning.Of(line, LongestLine)).Append(' ');
        }
    }

    public override string ToString()
    {
        lock (_said)
            return _said.ToString().Trim();
    }
}
