package ecommerce.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import ecommerce.local.Roles;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.MvStore;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Account ACCOUNT = new Account("000000000000", "eu-west-1");
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:q";
  private static final Identity.Service LAMBDA =
      new Identity.Service(
          "lambda.amazonaws.com",
          "arn:aws:lambda:eu-west-1:000000000000:function:f",
          "000000000000");
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"}}]}\
      """;

  @TempDir Path directory;
  private MvStore store;
  private Iam iam;

  @BeforeEach
  void start() {
    store = new MvStore(directory);
    iam = new Iam(ACCOUNT, store, InstantSource.system());
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) JSON.readTree(text);
  }

  private Desired desired(String logicalId, String properties) throws Exception {
    return new Desired(
        logicalId, json(properties), "stack", "arn:stack", directory, Map.of("team", "a"));
  }

  private ResourceType type(String name) {
    return iam.resourceTypes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Resource role(String extra) throws Exception {
    return type("AWS::IAM::Role")
        .create(
            desired(
                "Role",
                "{\"AssumeRolePolicyDocument\":"
                    + TRUST
                    + ",\"RoleName\":\"worker\""
                    + extra
                    + "}"));
  }

  private static String inline(String action) {
    return "\"Policies\":[{\"PolicyName\":\"own\",\"PolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":["
               + "{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\""
        + QUEUE
        + "\"}]}}]";
  }

  private Roles.Credentials session(Resource role) {
    return iam.assume(role.attribute("Arn"), "s", LAMBDA, Duration.ofHours(1));
  }

  @Test
  void aSessionMayWhatItsRolesPoliciesAllow() throws Exception {
    Identity session = session(role("," + inline("sqs:SendMessage"))).identity();
    assertThatCode(() -> iam.require(session, Permission.of("sqs:SendMessage", QUEUE)))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(session, Permission.of("sqs:DeleteMessage", QUEUE)))
        .withMessage(
            "User: arn:aws:sts::000000000000:assumed-role/worker/s is not authorized to perform:"
                + " sqs:DeleteMessage on resource: "
                + QUEUE
                + " because no identity-based policy allows the sqs:DeleteMessage action");
  }

  @Test
  void aResourcePolicyIsEnoughButItsDenialWins() throws Exception {
    Identity session = session(role("")).identity();
    Identity administrator = iam.find("test").orElseThrow().identity();
    JsonNode allow =
        json(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:role/worker\"},"
                + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}");
    JsonNode deny =
        json(
            "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}}");
    Permission send = Permission.of("sqs:SendMessage", QUEUE);
    assertThatCode(() -> iam.require(session, send.guardedBy(Optional.of(allow))))
        .doesNotThrowAnyException();
    assertThatCode(() -> iam.require(administrator, send)).doesNotThrowAnyException();
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(administrator, send.guardedBy(Optional.of(deny))))
        .withMessageContaining("arn:aws:iam::000000000000:user/test")
        .withMessageEndingWith("with an explicit deny in a resource-based policy");
  }

  @Test
  void aServiceNeedsTheResourcePolicyWithItsSource() throws Exception {
    JsonNode policy =
        json(
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
              "Action": "sqs:SendMessage", "Resource": "*",
              "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:events:eu-west-1:000000000000:rule/a"},
                "StringEquals": {"AWS:SourceAccount": "000000000000"}, "Bool": {"aws:SecureTransport": "true"}}}]}\
            """);
    Permission send = Permission.of("sqs:SendMessage", QUEUE).guardedBy(Optional.of(policy));
    Identity a =
        new Identity.Service(
            "events.amazonaws.com", "arn:aws:events:eu-west-1:000000000000:rule/a", "000000000000");
    Identity b =
        new Identity.Service(
            "events.amazonaws.com", "arn:aws:events:eu-west-1:000000000000:rule/b", "000000000000");
    assertThatCode(() -> iam.require(a, send)).doesNotThrowAnyException();
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(b, send))
        .withMessageEndingWith(
            "because no resource-based policy allows the sqs:SendMessage action");
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(new Identity.Anonymous(), send));
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(a, Permission.of("sqs:SendMessage", QUEUE)));
  }

  @Test
  void onlyTrustedServicesAssumeARole() throws Exception {
    Resource role = role("");
    Roles.Credentials credentials = session(role);
    assertThat(credentials.accessKeyId()).startsWith("ASIA").hasSize(20);
    assertThat(iam.find(credentials.accessKeyId()).orElseThrow().sessionToken())
        .contains(credentials.sessionToken());
    Identity.Service events = new Identity.Service("events.amazonaws.com", "arn:x", "000000000000");
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.assume(role.attribute("Arn"), "s", events, Duration.ofHours(1)))
        .withMessageContaining("events.amazonaws.com is not authorized to perform: sts:AssumeRole");
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.assume(role.attribute("Arn") + "x", "s", LAMBDA, Duration.ofHours(1)))
        .withMessageContaining("does not exist");
  }

  @Test
  void managedPoliciesOfAwsAreAttachedAndUnknownOnesRefused() throws Exception {
    String basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    Identity session = session(role(",\"ManagedPolicyArns\":[\"" + basic + "\"]")).identity();
    assertThatCode(
            () ->
                iam.require(
                    session, Permission.of("logs:PutLogEvents", "arn:aws:logs:x:0:log-group:y")))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(
            () ->
                type("AWS::IAM::Role")
                    .create(
                        desired(
                            "Other",
                            "{\"AssumeRolePolicyDocument\":"
                                + TRUST
                                + ",\"RoleName\":\"other\",\"ManagedPolicyArns\":[\"arn:aws:iam::aws:policy/AdministratorAccess\"]}")))
        .withMessageContaining("arn:aws:iam::aws:policy/AdministratorAccess");
    assertThatExceptionOfType(AccessDenied.class)
        .as("nothing half-made stays")
        .isThrownBy(
            () ->
                iam.assume(
                    "arn:aws:iam::000000000000:role/other", "s", LAMBDA, Duration.ofHours(1)))
        .withMessageContaining("does not exist");
  }

  @Test
  void anUpdateOfARoleTakesAwayWhatTheTemplateGaveAndLeavesTheRest() throws Exception {
    Resource role = role("," + inline("sqs:SendMessage"));
    Resource extra =
        type("AWS::IAM::Policy")
            .create(
                desired(
                    "Extra",
                    "{\"PolicyName\":\"extra\",\"Roles\":[\"worker\"],\"PolicyDocument\":{\"Statement\":[{\"Effect\":"
                        + "\"Allow\",\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"*\"}]}}"));
    Identity session = session(role).identity();
    type("AWS::IAM::Role")
        .update(
            desired("Role", "{\"AssumeRolePolicyDocument\":" + TRUST + ",\"RoleName\":\"worker\"}"),
            role);
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(session, Permission.of("sqs:SendMessage", QUEUE)));
    assertThatCode(() -> iam.require(session, Permission.of("sqs:ReceiveMessage", QUEUE)))
        .doesNotThrowAnyException();
    type("AWS::IAM::Policy").delete(extra);
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(session, Permission.of("sqs:ReceiveMessage", QUEUE)));
    type("AWS::IAM::Role").delete(role);
    type("AWS::IAM::Role").delete(role);
    assertThatExceptionOfType(AccessDenied.class).isThrownBy(() -> session(role));
  }

  @Test
  void aManagedPolicyOfATemplateIsMadeChangedAndRemoved() throws Exception {
    Resource role = role("");
    Identity session = session(role).identity();
    ResourceType type = type("AWS::IAM::ManagedPolicy");
    String properties =
        "{\"Roles\":[\"worker\"],\"PolicyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:ACTION\",\"Resource\":\"*\"}]}}";
    Resource policy = type.create(desired("Managed", properties.replace("ACTION", "SendMessage")));
    assertThat(policy.physicalId()).startsWith("arn:aws:iam::000000000000:policy/stack-Managed-");
    assertThatCode(() -> iam.require(session, Permission.of("sqs:SendMessage", QUEUE)))
        .doesNotThrowAnyException();
    for (int i = 0; i < 7; i++) {
      policy = type.update(desired("Managed", properties.replace("ACTION", "Receive" + i)), policy);
    }
    assertThatCode(() -> iam.require(session, Permission.of("sqs:Receive6", QUEUE)))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(session, Permission.of("sqs:SendMessage", QUEUE)));
    type.delete(policy);
    assertThatExceptionOfType(AccessDenied.class)
        .isThrownBy(() -> iam.require(session, Permission.of("sqs:Receive6", QUEUE)));
  }

  @Test
  void rolesAreThereAfterARestart() throws Exception {
    Resource role = role("," + inline("sqs:SendMessage"));
    store.close();
    start();
    Identity session = session(role).identity();
    assertThatCode(() -> iam.require(session, Permission.of("sqs:SendMessage", QUEUE)))
        .doesNotThrowAnyException();
  }

  @Test
  void decidesThousandsOfTimesASecond() throws Exception {
    Identity session = session(role("," + inline("sqs:SendMessage"))).identity();
    Permission permission = Permission.of("sqs:SendMessage", QUEUE);
    long start = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      iam.require(session, permission);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }
}
