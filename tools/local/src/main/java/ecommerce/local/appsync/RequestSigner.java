package ecommerce.local.appsync;

import ecommerce.local.Roles;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs what an HTTP data source sends with the session of its role.
 *
 * @param service signing name ({@code execute-api})
 */
record RequestSigner(
    Supplier<Roles.Credentials> session, String region, String service, InstantSource clock) {

  SdkHttpRequest signed(SdkHttpRequest request, byte[] body) {
    Roles.Credentials keys = session.get();
    AwsSessionCredentialsIdentity identity =
        AwsSessionCredentialsIdentity.create(
            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(identity)
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)))
        .request();
  }
}
