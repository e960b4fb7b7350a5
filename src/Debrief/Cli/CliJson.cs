using System.Text.Json.Serialization;
using Debrief.Configuration;
using Debrief.Sessions.Folding;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>What `debrief profile check --json` prints.</summary>
sealed record ProfileChecked(string Path, bool Exists, IReadOnlyList<Problem> Problems);

[JsonSerializable(typeof(DatabaseStatus))]
[JsonSerializable(typeof(FoldResult))]
[JsonSerializable(typeof(ProfileChecked))]
sealed partial class CliJson : JsonSerializerContext;
