using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>A run of tests, a build or a linter.</summary>
/// <param name="At">Where the result stands among the passages.</param>
sealed record Check(Passage Result, int At, bool Passed)
{
    static readonly Phrases _commands = new(
        "dotnet test", "dotnet build", "npm test", "npm run test", "npm run build", "npm run lint", "npx tsc", "pnpm test", "pnpm build", "yarn test", "yarn build", "bun test", "deno test",
        "vitest", "jest", "playwright test", "tsc", "eslint", "pytest", "python -m pytest", "python -m unittest", "tox", "ruff check", "mypy", "go test", "go build", "go vet", "golangci-lint",
        "cargo test", "cargo build", "cargo check", "cargo clippy", "make test", "make check", "make build", "make lint", "mise run test", "mise run lint", "mise run build", "mvn test", "mvn verify",
        "gradle test", "gradlew test", "gradlew build", "ctest", "phpunit", "artisan test", "rspec", "bundle exec rake", "mix test", "swift test", "swift build", "xcodebuild", "./test.sh", "shellcheck");

    static readonly Phrases _lookingAt = new("git", "grep", "rg", "cat", "echo", "ls", "find", "sed", "head", "tail", "gh");

    public static IReadOnlyList<Check> In(IReadOnlyList<Passage> passages)
    {
        var checks = new List<Check>();
        var calls = new HashSet<string>();
        for (var i = 0; i < passages.Count; i++)
        {
            var passage = passages[i];
            if (passage.ToolUseId is not { } id)
                continue;
            if (ToolInput.Command(passage) is { } command && IsCheck(command))
                calls.Add(id);
            else if (passage.Speaker == Speaker.ToolResult && calls.Remove(id) && passage.Failure is null or FailureClass.CommandFailed)
                checks.Add(new(passage, i, HasPassed(passage)));
        }

        return checks;
    }

    static bool IsCheck(string command) => _commands.AreIn(command) && _lookingAt.AtStartOf(command) is null;

    // A pipe hides the exit code, so the text is asked too.
    static bool HasPassed(Passage result) => result.Failure is null && ErrorText.In(result.Text) is null;
}
