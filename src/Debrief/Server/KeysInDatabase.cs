using System.Xml.Linq;
using Dapper;
using Debrief.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Debrief.Server;

/// <summary>Keeps what cookies and forms are sealed with in the database, so that all servers on it open each other's.</summary>
sealed class KeysInDatabase(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Read().GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => Write(friendlyName, element.ToString(SaveOptions.DisableFormatting)).GetAwaiter().GetResult();

    async Task<IEnumerable<string>> Read()
    {
        await using var db = await database.ConnectAsync(CancellationToken.None);
        return await db.QueryAsync<string>("select xml from server_keys order by name");
    }

    async Task Write(string name, string xml)
    {
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync("insert into server_keys (name, xml) values (@name, @xml) on conflict (name) do update set xml = excluded.xml", new { name, xml });
    }
}
