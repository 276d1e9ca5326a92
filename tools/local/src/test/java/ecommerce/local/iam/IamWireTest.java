package ecommerce.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ecommerce.local.Account;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Front;
import ecommerce.local.wire.SignatureAuthenticator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS's own client against IAM and STS on the port. */
class IamWireTest {

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}}]}\
      """;
  private static final String MAY_LIST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:ListRoles", "Resource": "*"}]}\
      """;

  @TempDir Path directory;
  private MvStore store;
  private Front front;
  private IamClient iam;
  private StsClient sts;

  @BeforeEach
  void start() throws Exception {
    store = new MvStore(directory);
    Iam part = new Iam(new Account("000000000000", "eu-west-1"), store, InstantSource.system());
    Dispatcher dispatcher =
        new Dispatcher(new SignatureAuthenticator(part, InstantSource.system()), part);
    part.services().forEach(dispatcher::add);
    front = new Front(dispatcher, "127.0.0.1", 0);
    front.bind();
    front.start();
    iam = client(IamClient.builder(), AwsBasicCredentials.create("test", "test"));
    sts = client(StsClient.builder(), AwsSessionCredentials.create("test", "test", "any"));
  }

  private <
          B extends
              AwsClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, C>,
          C>
      C client(B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + front.address().getPort()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @AfterEach
  void stop() throws Exception {
    iam.close();
    sts.close();
    front.close();
    store.close();
  }

  @Test
  void makesReadsAndRemovesRoles() {
    var made =
        iam.createRole(
                r ->
                    r.roleName("worker")
                        .path("/app/")
                        .assumeRolePolicyDocument(TRUST)
                        .description("d"))
            .role();
    assertThat(made.arn()).isEqualTo("arn:aws:iam::000000000000:role/app/worker");
    assertThat(
            URLDecoder.decode(
                iam.getRole(r -> r.roleName("worker")).role().assumeRolePolicyDocument(),
                StandardCharsets.UTF_8))
        .isEqualTo(TRUST);
    assertThatExceptionOfType(EntityAlreadyExistsException.class)
        .isThrownBy(
            () -> iam.createRole(r -> r.roleName("Worker").assumeRolePolicyDocument(TRUST)));
    assertThatExceptionOfType(MalformedPolicyDocumentException.class)
        .isThrownBy(
            () ->
                iam.putRolePolicy(r -> r.roleName("worker").policyName("p").policyDocument("{}")));
    iam.putRolePolicy(r -> r.roleName("worker").policyName("p").policyDocument(MAY_LIST));
    assertThat(iam.listRolePolicies(r -> r.roleName("worker")).policyNames()).containsExactly("p");
    assertThatExceptionOfType(DeleteConflictException.class)
        .isThrownBy(() -> iam.deleteRole(r -> r.roleName("worker")));
    iam.deleteRolePolicy(r -> r.roleName("worker").policyName("p"));
    iam.deleteRole(r -> r.roleName("worker"));
    assertThatExceptionOfType(NoSuchEntityException.class)
        .isThrownBy(() -> iam.getRole(r -> r.roleName("worker")));
    assertThat(iam.listRoles().roles()).isEmpty();
  }

  @Test
  void attachesManagedPolicies() {
    iam.createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST));
    String arn =
        iam.createPolicy(r -> r.policyName("mine").policyDocument(MAY_LIST)).policy().arn();
    iam.attachRolePolicy(r -> r.roleName("worker").policyArn(arn));
    iam.attachRolePolicy(
        r -> r.roleName("worker").policyArn("arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess"));
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName("worker")).attachedPolicies())
        .extracting(policy -> policy.policyName())
        .containsExactly("mine", "AWSXrayWriteOnlyAccess");
    assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount()).isOne();
    assertThat(
            iam.getPolicyVersion(r -> r.policyArn(arn).versionId("v1"))
                .policyVersion()
                .isDefaultVersion())
        .isTrue();
    assertThatExceptionOfType(DeleteConflictException.class)
        .isThrownBy(() -> iam.deletePolicy(r -> r.policyArn(arn)));
    assertThatExceptionOfType(NoSuchEntityException.class)
        .isThrownBy(
            () ->
                iam.attachRolePolicy(
                    r -> r.roleName("worker").policyArn("arn:aws:iam::aws:policy/Nope")))
        .withMessageContaining("arn:aws:iam::aws:policy/Nope");
  }

  /**
   * {@code MAY_LIST} with a description of so many letters, and white space that does not count.
   */
  private static String ofSize(String policy, int size) {
    int rest = size - policy.replaceAll("\\s", "").length() - "'Sid':'',".length();
    return policy.replace("\"Effect\"", "\"Sid\":\"%s\",   \"Effect\"".formatted("s".repeat(rest)));
  }

  @Test
  void refusesDocumentsBeyondTheirQuotas() {
    iam.createPolicy(r -> r.policyName("full").policyDocument(ofSize(MAY_LIST, 6144)));
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(
            () ->
                iam.createPolicy(r -> r.policyName("more").policyDocument(ofSize(MAY_LIST, 6145))))
        .withMessageContaining("Cannot exceed quota for PolicySize: 6144");

    iam.createRole(r -> r.roleName("full").assumeRolePolicyDocument(ofSize(TRUST, 2048)));
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(
            () ->
                iam.updateAssumeRolePolicy(
                    r -> r.roleName("full").policyDocument(ofSize(TRUST, 2049))))
        .withMessageContaining("Cannot exceed quota for ACLSizePerRole: 2048");

    iam.putRolePolicy(
        r -> r.roleName("full").policyName("one").policyDocument(ofSize(MAY_LIST, 10_000)));
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(
            () ->
                iam.putRolePolicy(
                    r ->
                        r.roleName("full").policyName("two").policyDocument(ofSize(MAY_LIST, 241))))
        .withMessageContaining("Maximum policy size of 10240 bytes exceeded for role full");
  }

  @Test
  void policiesReadTheTagsOfTheCallersRole() {
    String role =
        iam.createRole(
                r ->
                    r.roleName("worker")
                        .assumeRolePolicyDocument(TRUST)
                        .tags(t -> t.key("team").value("red")))
            .role()
            .arn();
    iam.putRolePolicy(
        r ->
            r.roleName("worker")
                .policyName("p")
                .policyDocument(
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:GetRole",
                      "Resource": "arn:aws:iam::*:role/${aws:PrincipalTag/team}-*"}]}\
                    """));
    List.of("red-one", "blue-one")
        .forEach(name -> iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST)));
    try (IamClient limited = client(IamClient.builder(), session(role))) {
      assertThat(limited.getRole(r -> r.roleName("red-one")).role().roleName())
          .isEqualTo("red-one");
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(() -> limited.getRole(r -> r.roleName("blue-one")))
          .withMessageContaining("is not authorized to perform: iam:GetRole");
    }
  }

  private AwsCredentials session(String role) {
    Credentials issued = sts.assumeRole(r -> r.roleArn(role).roleSessionName("me")).credentials();
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  @Test
  void aRoleSessionMayOnlyWhatItsRoleMay() {
    assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:user/test");
    assertThat(iam.getUser().user().userName()).isEqualTo("test");
    String role =
        iam.createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST)).role().arn();
    iam.putRolePolicy(r -> r.roleName("worker").policyName("p").policyDocument(MAY_LIST));
    AwsCredentials credentials = session(role);
    try (IamClient limited = client(IamClient.builder(), credentials);
        StsClient session = client(StsClient.builder(), credentials)) {
      assertThat(session.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::000000000000:assumed-role/worker/me");
      assertThat(limited.listRoles().roles()).hasSize(1);
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(() -> limited.deleteRole(r -> r.roleName("worker")))
          .withMessageContaining(
              "is not authorized to perform: iam:DeleteRole on resource: " + role)
          .matches(e -> e.statusCode() == 403);
      assertThatExceptionOfType(AwsServiceException.class)
          .as("trust of the account leaves it to the session's own policies")
          .isThrownBy(() -> session.assumeRole(r -> r.roleArn(role).roleSessionName("again")))
          .matches(e -> e.awsErrorDetails().errorCode().equals("AccessDenied"));
    }
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(() -> sts.assumeRole(r -> r.roleArn(role + "x").roleSessionName("me")))
        .withMessageContaining("is not authorized to perform: sts:AssumeRole");
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(
            () -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("me").policy(MAY_LIST)))
        .withMessageContaining("not supported");
  }
}
