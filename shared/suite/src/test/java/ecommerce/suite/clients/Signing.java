package ecommerce.suite.clients;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/** How requests to API Gateway are signed: the headers that a request gets. */
@FunctionalInterface
public interface Signing {

  Map<String, String> headers(String method, URI uri, Optional<String> body);

  /** Not at all. */
  static Signing none() {
    return (method, uri, body) -> Map.of();
  }

  /** Signature Version 4 by the AWS SDK, for {@code execute-api}. */
  static Signing sigV4(AwsCredentialsProvider credentials, Region region) {
    return (method, uri, body) -> signed(credentials, region, method, uri, body);
  }

  /** Signature Version 4 over {@code host} and {@code x-amz-date} alone. */
  static Signing ofHostAndDate(AwsCredentialsProvider credentials, Region region) {
    return new HostAndDateSigning(credentials, region);
  }

  /** A signature with the right access key and a secret that is not its. */
  static Signing withWrongSecret(AwsCredentialsProvider credentials, Region region) {
    String accessKey = credentials.resolveCredentials().accessKeyId();
    return sigV4(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "not-the-secret")),
        region);
  }

  private static Map<String, String> signed(
      AwsCredentialsProvider credentials,
      Region region,
      String method,
      URI uri,
      Optional<String> body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign -> {
                  sign.identity(credentials.resolveCredentials())
                      .request(request)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region.id());
                  body.ifPresent(text -> sign.payload(ContentStreamProvider.fromUtf8String(text)));
                });
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.request().headers().forEach((name, values) -> headers.put(name, values.getFirst()));
    List.of("Host", "Content-Length").forEach(headers::remove); // the client's own business
    return headers;
  }
}
