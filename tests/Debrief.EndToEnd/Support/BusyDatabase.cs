using Microsoft.Data.Sqlite;

namespace Debrief.EndToEnd.Support;

/// <summary>Somebody who writes to a database for a while: nobody else can commit meanwhile.</summary>
sealed class BusyDatabase(string file) : IDisposable
{
    readonly Lock _lock = new();
    SqliteConnection? _writing;
    bool _isOver;

    /// <summary>Waits until nobody else writes. Only the first time, and not any more after the end.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_writing is not null || _isOver)
                return;
            _writing = new($"Data Source={file};Pooling=False");
            _writing.Open();
            using var begin = _writing.CreateCommand();
            begin.CommandText = "begin immediate";
            begin.ExecuteNonQuery();
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            _writing?.Dispose();
        }
    }

    public void Dispose() => End();
}
