package ecommerce.local;

import ecommerce.local.wire.Fault;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 for parts that read and write objects in somebody's name: over the port, signed with the
 * access key of that identity, so that its policies decide. Identities without an access key
 * (services, nobody) are refused.
 */
public record ObjectClients(Account account, Endpoints endpoints, AccessKeys keys) {

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
