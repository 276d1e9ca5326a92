package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Identity;
import ecommerce.local.Invoker;
import ecommerce.local.MovableTimers;
import ecommerce.local.Roles;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/** CodeDeploy on a port, with one alias in place of Lambda, a clock that moves, and alarms. */
final class World implements AutoCloseable {

  static final String ROLE = "arn:aws:iam::123456789012:role/deploy";

  final MovableTimers timers = new MovableTimers();
  final Set<String> ringing = ConcurrentHashMap.newKeySet();

  /** What the alias was set to: {@code 1}, or {@code 1+10%2}. */
  final List<String> moves = new CopyOnWriteArrayList<>();

  final List<String> hooked = new CopyOnWriteArrayList<>();
  volatile Optional<String> hookError = Optional.empty();
  volatile String version = "1";
  final CodeDeployClient client;
  private final MvStore store;
  private final CodeDeploy codeDeploy;
  private final TestPort port;

  World(Path directory) throws Exception {
    store = new MvStore(directory);
    codeDeploy =
        new CodeDeploy(
            TestPort.ACCOUNT, store, timers, roles(), this::lambda, hooks(), ringing::contains);
    port = new TestPort(codeDeploy);
    client = port.client(CodeDeployClient.builder());
  }

  private static Roles roles() {
    return (role, session, by, duration) ->
        new Roles.Credentials(
            "ASIATEST",
            "secret",
            "token",
            java.time.Instant.MAX,
            new Identity.RoleSession(role, role + "/" + session, "ASIATEST"));
  }

  private Invoker hooks() {
    return new Invoker() {
      @Override
      public Outcome invoke(Identity caller, String function, byte[] payload) {
        hooked.add(function + " " + new String(payload, StandardCharsets.UTF_8));
        byte[] answer = hookError.orElse("null").getBytes(StandardCharsets.UTF_8);
        return new Outcome(hookError.map(error -> "Unhandled"), answer, "");
      }

      @Override
      public void enqueue(Identity caller, String function, byte[] payload) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private JsonNode lambda(Identity caller, String service, String operation, JsonNode request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (operation.equals("UpdateAlias")) {
      version = request.path("FunctionVersion").asText();
      StringBuilder move = new StringBuilder(version);
      request
          .at("/RoutingConfig/AdditionalVersionWeights")
          .properties()
          .forEach(
              weight ->
                  move.append("+")
                      .append(Math.round(weight.getValue().asDouble() * 100))
                      .append("%")
                      .append(weight.getKey()));
      moves.add(move.toString());
    }
    return answer.put("FunctionVersion", version);
  }

  void group(String configuration, String... alarms) {
    client.createApplication(r -> r.applicationName("shop").computePlatform("Lambda"));
    client.createDeploymentGroup(
        r ->
            r.applicationName("shop")
                .deploymentGroupName("orders")
                .serviceRoleArn(ROLE)
                .deploymentConfigName("CodeDeployDefault.Lambda" + configuration)
                .deploymentStyle(
                    s -> s.deploymentType("BLUE_GREEN").deploymentOption("WITH_TRAFFIC_CONTROL"))
                .alarmConfiguration(
                    a ->
                        a.enabled(alarms.length > 0)
                            .alarms(
                                List.of(alarms).stream()
                                    .map(
                                        name ->
                                            software.amazon.awssdk.services.codedeploy.model.Alarm
                                                .builder()
                                                .name(name)
                                                .build())
                                    .toList()))
                .autoRollbackConfiguration(
                    a ->
                        a.enabled(true)
                            .eventsWithStrings(
                                "DEPLOYMENT_FAILURE",
                                "DEPLOYMENT_STOP_ON_ALARM",
                                "DEPLOYMENT_STOP_ON_REQUEST")));
  }

  String deploy(String hooks) {
    String spec =
        """
        version: 0.0
        Resources:
          - orders:
              Type: AWS::Lambda::Function
              Properties: {Name: orders, Alias: live, CurrentVersion: 1, TargetVersion: 2}
        Hooks: %s
        """
            .formatted(hooks);
    return client
        .createDeployment(
            r ->
                r.applicationName("shop")
                    .deploymentGroupName("orders")
                    .revision(
                        v -> v.revisionType("AppSpecContent").appSpecContent(c -> c.content(spec))))
        .deploymentId();
  }

  DeploymentInfo deployment(String id) {
    return client.getDeployment(r -> r.deploymentId(id)).deploymentInfo();
  }

  DeploymentInfo ended(String id, DeploymentStatus status) throws InterruptedException {
    eventually(() -> deployment(id).status() == status);
    return deployment(id);
  }

  /** Waits until the alias was moved so often, and the time after it is waited for. */
  void moved(int times) throws InterruptedException {
    eventually(() -> moves.size() == times && timers.waiting() >= 2);
  }

  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within 60 seconds");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
    port.close();
    codeDeploy.close();
    store.close();
  }
}
