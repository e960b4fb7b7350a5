using System.Text;
using Debrief.Configuration;

namespace Debrief.Cli;

/// <summary>docs/configuration.md: where things lie and what config.yaml may say.</summary>
static class ConfigurationPage
{
    public static string Write()
    {
        var page = new StringBuilder(
            """
            # Configuration

            Printed by the program: `dotnet run --project src/Debrief -- docs configuration > docs/configuration.md`.

            Debrief needs no configuration. Who you are is said in the profile: see [profile.md](profile.md).

            ## Where things lie

            | system | `config.yaml`, `profile.yaml` | `debrief.db`, `archive/`, `reports/` |
            |---|---|---|
            | Linux | `$XDG_CONFIG_HOME/debrief`, else `~/.config/debrief` | `$XDG_DATA_HOME/debrief`, else `~/.local/share/debrief` |
            | macOS | `~/Library/Application Support/debrief` | the same folder |
            | Windows | `%APPDATA%\debrief` | `%LOCALAPPDATA%\debrief` |

            With `--home DIR`, or the environment variable `DEBRIEF_HOME`, everything lies in that one folder.

            ## config.yaml

            All keys are optional. Relative paths are relative to the file; `~/` is the home folder. Unknown keys are an error.

            | key | is | default | what it does |
            |---|---|---|---|

            """);
        foreach (var setting in Settings.Known)
            page.AppendLine($"| `{setting.Key}` | {setting.Type} | {setting.Default} | {setting.Description} |");

        page.AppendLine().AppendLine("```yaml");
        page.Append(Settings.Example());
        page.AppendLine("```").AppendLine();

        page.Append(
            """
            ## Environment

            | variable | what it does |
            |---|---|
            | `DEBRIEF_HOME` | One folder for everything of Debrief; `--home` goes before it |
            | `DEBRIEF_DATABASE` | The database, as `database` in config.yaml, which it goes before: so a password need not stand in a file. See [database.md](database.md) |
            | `DEBRIEF_DATABASE_READS` | A replica to read from, as `database_reads` in config.yaml, which it goes before |
            | `CLAUDE_CONFIG_DIR` | Where Claude Code keeps its transcripts; a list, separated by commas |
            | `NO_COLOR` | If set, no colours and no progress bar |

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }
}
