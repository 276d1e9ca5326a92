package ecommerce.local;

import ecommerce.local.wire.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * S3 for parts that read and write objects in somebody's name: over the port, signed with the
 * access key of that identity, so that its policies decide. Identities without an access key
 * (services, nobody) are refused.
 */
public record ObjectClients(Account account, Endpoints endpoints, AccessKeys keys) {

  private static final int PART = 32 * 1024 * 1024;

  /** A client to be closed by its user. */
  public S3Client of(Identity identity) {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoints.url()))
        .region(Region.of(account.region()))
        .credentialsProvider(StaticCredentialsProvider.create(credentials(identity)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .forcePathStyle(true)
        .build();
  }

  /** Puts a file as an object; a large one in parts, because a request has a limit. */
  public static void put(S3Client s3, String bucket, String key, Path file) throws IOException {
    if (Files.size(file) <= PART) {
      s3.putObject(r -> r.bucket(bucket).key(key), file);
      return;
    }
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
        int number = parts.size() + 1;
        String tag =
            s3.uploadPart(
                    r -> r.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                    RequestBody.fromBytes(part))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      }
      s3.completeMultipartUpload(
          r -> r.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    } catch (IOException | RuntimeException e) {
      s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(upload));
      throw e;
    }
  }

  private AwsCredentials credentials(Identity identity) {
    String id =
        identity
            .accessKey()
            .orElseThrow(
                () ->
                    new Fault(
                        "AccessDeniedException",
                        403,
                        identity.arn() + " has no access key for S3"));
    AccessKeys.Key key =
        keys.find(id)
            .orElseThrow(
                () ->
                    new Fault(
                        "ExpiredTokenException", 403, "The access key " + id + " is not known"));
    return key.sessionToken()
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(id, key.secretAccessKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(id, key.secretAccessKey()));
  }
}
