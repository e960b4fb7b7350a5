using System.Net;
using System.Net.Http;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Debrief.Configuration;

namespace Debrief.Deliveries.Channels;

/// <summary>A report's page in an S3-compatible storage. The storage is asked whether the object is there before it is put.</summary>
sealed class UploadChannel(UploadSettings settings) : Channel
{
    const string KeyOfDelivery = "debrief-key";

    public override string Name => "upload";
    public override bool KnowsAgain => true;

    public override bool Takes(Message message) => message.Html is not null;

    public override async Task<Answer> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        // The key is random: nobody can guess the name.
        var name = $"{settings.Prefix}{envelope.Message.Subject}-{envelope.Key}.html";
        using var s3 = Client();
        try
        {
            if (!envelope.IsRepeated || !await IsThereAsync(s3, name, envelope.Key, cancel))
                await s3.PutObjectAsync(Put(name, envelope), cancel);
            return new(name);
        }
        catch (AmazonServiceException ex)
        {
            throw new SendFailure(IsRefusal(ex) ? FailedSend.Never : FailedSend.Later, $"The storage answered {(int)ex.StatusCode} {ex.ErrorCode}: {ex.Message}", ex);
        }
        catch (Exception ex) when (ex is AmazonClientException or HttpRequestException or IOException || ex is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new SendFailure(FailedSend.InDoubt, ex.Message, ex);
        }
    }

    /// <summary>Where it lies. Of a private one, which takes a signature to open, too.</summary>
    public string AddressOf(string name) =>
        $"{(settings.PublicUrl is { } url && settings.IsPublic ? url.AbsoluteUri.TrimEnd('/') : $"{settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{settings.Bucket}")}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>For whoever is to read it: of a private one signed, for so many days.</summary>
    public string LinkTo(string name)
    {
        if (settings.IsPublic)
            return AddressOf(name);

        using var s3 = Client();
        return s3.GetPreSignedURL(new()
        {
            BucketName = settings.Bucket,
            Key = name,
            Expires = DateTime.UtcNow.AddDays(settings.LinkDays),
            Protocol = settings.Endpoint.Scheme == "https" ? Protocol.HTTPS : Protocol.HTTP,
        });
    }

    AmazonS3Client Client() => new(new BasicAWSCredentials(settings.AccessKey.Read(), settings.SecretKey.Read()), new AmazonS3Config
    {
        ServiceURL = settings.Endpoint.AbsoluteUri,
        ForcePathStyle = true,
        AuthenticationRegion = settings.Region,
        Timeout = TimeSpan.FromSeconds(30),
        MaxErrorRetry = 2,
        // What others than Amazon understand.
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });

    PutObjectRequest Put(string name, Envelope envelope)
    {
        var put = new PutObjectRequest
        {
            BucketName = settings.Bucket,
            Key = name,
            ContentBody = envelope.Message.Html,
            ContentType = "text/html; charset=utf-8",
            UseChunkEncoding = false,
        };
        put.Metadata.Add(KeyOfDelivery, envelope.Key);
        if (settings.IsPublic)
            put.CannedACL = S3CannedACL.PublicRead;
        return put;
    }

    async Task<bool> IsThereAsync(AmazonS3Client s3, string name, string key, CancellationToken cancel)
    {
        try
        {
            return (await s3.GetObjectMetadataAsync(settings.Bucket, name, cancel)).Metadata[KeyOfDelivery] == key;
        }
        catch (AmazonS3Exception ex) when (ex.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return false; // Forbidden: who may only write isn't told.
        }
    }

    /// <summary>It can't be taken as it is. A key or a bucket that is wrong may be put right.</summary>
    static bool IsRefusal(AmazonServiceException ex) => ex.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.NotImplemented;
}
