using System.Net.Sockets;
using Debrief.Configuration;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Debrief.Deliveries.Channels;

/// <summary>An e-mail over SMTP. No server can be asked whether a mail arrived; each attempt has the same Message-ID, by which many mailboxes show it once.</summary>
sealed class EmailChannel(EmailSettings settings) : Channel
{
    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public override string Name => "email";

    public override async Task<Answer> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(s_longest);
        using var smtp = new Smtp();
        var mail = MailOf(envelope);
        try
        {
            await ConnectAsync(smtp, timeout.Token);
        }
        catch (Exception ex) when (ex is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or NotSupportedException
            || ex is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new SendFailure(FailedSend.Later, $"{settings.Host}: {ex.Message}", ex);
        }

        await TransmitAsync(smtp, mail, timeout.Token, cancel);
        return new(mail.MessageId, smtp.Refused);
    }

    async Task ConnectAsync(SmtpClient smtp, CancellationToken cancel)
    {
        await smtp.ConnectAsync(settings.Host, settings.Port, settings.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancel);
        if (settings.User is { } user)
            await smtp.AuthenticateAsync(user, settings.Password!.Read(), cancel);
    }

    static async Task TransmitAsync(SmtpClient smtp, MimeMessage mail, CancellationToken timeout, CancellationToken cancel)
    {
        try
        {
            await smtp.SendAsync(mail, timeout);
        }
        catch (SmtpCommandException ex)
        {
            throw new SendFailure((int)ex.StatusCode >= 500 ? FailedSend.Never : FailedSend.Later, $"The server answered {(int)ex.StatusCode}: {ex.Message}", ex);
        }
        catch (Exception ex) when (ex is IOException or SocketException or ProtocolException || ex is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new SendFailure(FailedSend.InDoubt, $"The connection ended before the server said that it has the mail: {ex.Message}", ex);
        }

        try
        {
            await smtp.DisconnectAsync(quit: true, timeout);
        }
        catch (Exception ex) when (ex is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException)
        {
            // It is sent: the server said so.
        }
    }

    MimeMessage MailOf(Envelope envelope)
    {
        var link = envelope.Link is { } url ? $"\n\n{url}\n" : "";
        var mail = new MimeMessage
        {
            Subject = envelope.Message.Title.ReplaceLineEndings(" "),
            MessageId = $"{envelope.Key}@debrief.invalid",
            Body = new BodyBuilder { TextBody = envelope.Message.Plain + link, HtmlBody = envelope.Message.Html ?? Paragraphs(envelope.Message.Plain) }.ToMessageBody(),
        };
        mail.From.Add(AddressOf(settings.From));
        mail.To.AddRange(settings.To.Select(AddressOf));
        // So that no mailbox answers that somebody is away.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    static MailboxAddress AddressOf(string text) => MailboxAddress.TryParse(text, out var address)
        ? address
        : throw new UserError($"\"{text}\" in deliver.email of config.yaml is no address. Write one such as alex@example.org.");

    /// <summary>Sends to those whom the server takes though it refuses others.</summary>
    sealed class Smtp : SmtpClient
    {
        readonly List<(string Address, SmtpResponse Answer)> _refused = [];

        /// <summary>Null: nobody was.</summary>
        public string? Refused => _refused.Count == 0 ? null
            : $"Not to {string.Join(", ", _refused.Select(each => $"{each.Address}: the server answered {(int)each.Answer.StatusCode}: {each.Answer.Response}"))}";

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add((mailbox.Address, response));

        /// <summary>Tried again while one of them may be taken another time.</summary>
        protected override void OnNoRecipientsAccepted(MimeMessage message) =>
            throw new SendFailure(_refused.TrueForAll(each => (int)each.Answer.StatusCode >= 500) ? FailedSend.Never : FailedSend.Later, Refused!);
    }

    static string Paragraphs(string text) => $"<!doctype html><pre style=\"font: inherit; white-space: pre-wrap\">{System.Net.WebUtility.HtmlEncode(text)}</pre>";
}
