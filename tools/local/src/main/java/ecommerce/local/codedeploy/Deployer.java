package ecommerce.local.codedeploy;

import ecommerce.local.Account;
import ecommerce.local.Alarms;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.StopStatus;

/**
 * Begins deployments, and rolls those back that fail, as their groups want it: by a deployment of
 * its own that gives the former version all traffic at once. One that the environment's end
 * interrupted has failed.
 */
final class Deployer {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codedeploy");
  private static final String PRINCIPAL = "codedeploy.amazonaws.com";
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final Account account;
  private final Timers timers;
  private final Roles roles;
  private final Api api;
  private final Alarms alarms;
  private final Hooks hooks;
  private final Groups groups;
  private final Configurations configurations;
  private final Deployments deployments;
  private final Map<String, Rollout> rollouts = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Deployer(
      Account account,
      Timers timers,
      Roles roles,
      Api api,
      Alarms alarms,
      Hooks hooks,
      Groups groups,
      Configurations configurations,
      Deployments deployments) {
    this.account = account;
    this.timers = timers;
    this.roles = roles;
    this.api = api;
    this.alarms = alarms;
    this.hooks = hooks;
    this.groups = groups;
    this.configurations = configurations;
    this.deployments = deployments;
  }

  /** Ends what the last stop interrupted. */
  void start() {
    for (DeploymentInfo interrupted : deployments.all()) {
      if (!Deployments.ended(interrupted)) {
        end(
            interrupted.deploymentId(),
            Halt.failed(ErrorCode.INTERNAL_ERROR, "The environment ended in the deployment."));
      }
    }
  }

  void close() {
    closed = true;
    rollouts.values().forEach(rollout -> rollout.halt(Halt.stopped()));
  }

  synchronized CreateDeploymentResponse create(CreateDeploymentRequest request) {
    DeploymentGroupInfo group =
        groups.require(request.applicationName(), request.deploymentGroupName());
    AppSpec.of(request.revision());
    String configuration =
        Optional.ofNullable(request.deploymentConfigName()).orElse(group.deploymentConfigName());
    configurations.require(configuration);
    deployments.all().stream()
        .filter(other -> !Deployments.ended(other) && isOf(other, group))
        .findFirst()
        .ifPresent(other -> refuseSecond(group, other));
    DeploymentInfo deployment =
        deployments.keep(
            DeploymentInfo.builder()
                .deploymentId(newId())
                .applicationName(group.applicationName())
                .deploymentGroupName(group.deploymentGroupName())
                .deploymentConfigName(configuration)
                .deploymentStyle(group.deploymentStyle())
                .computePlatform(ComputePlatform.LAMBDA)
                .revision(request.revision())
                .description(request.description())
                .creator(DeploymentCreator.USER)
                .autoRollbackConfiguration(
                    Optional.ofNullable(request.autoRollbackConfiguration())
                        .orElse(group.autoRollbackConfiguration()))
                .overrideAlarmConfiguration(request.overrideAlarmConfiguration())
                .status(DeploymentStatus.CREATED)
                .createTime(timers.instant())
                .build());
    Rollout rollout = rollout(deployment, group);
    rollouts.put(deployment.deploymentId(), rollout);
    Thread.ofVirtual()
        .name("deployment-" + deployment.deploymentId())
        .start(() -> run(deployment.deploymentId(), rollout));
    return CreateDeploymentResponse.builder().deploymentId(deployment.deploymentId()).build();
  }

  private static boolean isOf(DeploymentInfo deployment, DeploymentGroupInfo group) {
    return deployment.applicationName().equals(group.applicationName())
        && deployment.deploymentGroupName().equals(group.deploymentGroupName());
  }

  private static void refuseSecond(DeploymentGroupInfo group, DeploymentInfo other) {
    throw DeploymentLimitExceededException.builder()
        .message(
            "The Deployment Group '"
                + group.deploymentGroupName()
                + "' already has an active Deployment '"
                + other.deploymentId()
                + "'")
        .statusCode(400)
        .build();
  }

  private static String newId() {
    return ThreadLocalRandom.current()
        .ints(9, 0, DIGITS.length())
        .mapToObj(DIGITS::charAt)
        .map(String::valueOf)
        .collect(Collectors.joining("", "d-", ""));
  }

  private Rollout rollout(DeploymentInfo deployment, DeploymentGroupInfo group) {
    return new Rollout(
        deployment.deploymentId(),
        TrafficPlan.of(
            configurations.require(deployment.deploymentConfigName()).trafficRoutingConfig()),
        alias(deployment, group),
        hooks,
        Optional.ofNullable(deployment.overrideAlarmConfiguration())
            .or(() -> Optional.ofNullable(group.alarmConfiguration())),
        alarms,
        timers);
  }

  private TrafficAlias alias(DeploymentInfo deployment, DeploymentGroupInfo group) {
    return new TrafficAlias(api, () -> role(group), AppSpec.of(deployment.revision()));
  }

  private Identity role(DeploymentGroupInfo group) {
    String arn = new Arns(account).group(group.applicationName(), group.deploymentGroupName());
    Identity.Service codeDeploy = new Identity.Service(PRINCIPAL, arn, account.id());
    return roles
        .assume(group.serviceRoleArn(), "CodeDeploy", codeDeploy, Duration.ofHours(1))
        .identity();
  }

  private void run(String id, Rollout rollout) {
    deployments.change(
        id, one -> one.status(DeploymentStatus.IN_PROGRESS).startTime(timers.instant()));
    try {
      rollout.run();
      note(
          deployments.change(
              id, one -> one.status(DeploymentStatus.SUCCEEDED).completeTime(timers.instant())));
    } catch (Halt halt) {
      if (!closed) { // Else it is ended by the next start.
        end(id, halt);
      }
    } finally {
      rollouts.remove(id);
    }
  }

  private void end(String id, Halt halt) {
    LOG.warn("deployment {} ends: {}", id, halt.getMessage());
    DeploymentInfo deployment = deployments.require(id);
    Optional<DeploymentInfo> back =
        rollsBack(deployment, halt) ? rollBack(deployment) : Optional.empty();
    note(
        deployments.change(
            id,
            one -> {
              one.status(halt.status())
                  .completeTime(timers.instant())
                  .errorInformation(e -> e.code(halt.code()).message(halt.getMessage()));
              back.ifPresent(
                  other ->
                      one.rollbackInfo(
                          info ->
                              info.rollbackDeploymentId(other.deploymentId())
                                  .rollbackMessage("The former version has all traffic again.")));
            }));
  }

  private static boolean rollsBack(DeploymentInfo deployment, Halt halt) {
    AutoRollbackConfiguration configuration = deployment.autoRollbackConfiguration();
    return configuration != null
        && Boolean.TRUE.equals(configuration.enabled())
        && configuration.eventsAsStrings().contains(halt.rollbackEvent());
  }

  private Optional<DeploymentInfo> rollBack(DeploymentInfo deployment) {
    DeploymentInfo.Builder back =
        deployment.toBuilder()
            .deploymentId(newId())
            .deploymentConfigName(Configurations.ALL_AT_ONCE)
            .creator(DeploymentCreator.CODE_DEPLOY_ROLLBACK)
            .createTime(timers.instant())
            .startTime(timers.instant())
            .completeTime(timers.instant())
            .rollbackInfo(i -> i.rollbackTriggeringDeploymentId(deployment.deploymentId()))
            .status(DeploymentStatus.SUCCEEDED);
    try {
      DeploymentGroupInfo group =
          groups.require(deployment.applicationName(), deployment.deploymentGroupName());
      TrafficAlias alias = alias(deployment, group);
      alias.settle(alias.spec().current());
    } catch (RuntimeException e) {
      LOG.error("deployment {} could not be rolled back", deployment.deploymentId(), e);
      back.status(DeploymentStatus.FAILED)
          .errorInformation(
              error -> error.code(ErrorCode.INVALID_LAMBDA_CONFIGURATION).message(e.getMessage()));
    }
    return Optional.of(deployments.keep(back.build()));
  }

  /** The group knows its last deployments. */
  private void note(DeploymentInfo ended) {
    LastDeploymentInfo last =
        LastDeploymentInfo.builder()
            .deploymentId(ended.deploymentId())
            .status(ended.status())
            .createTime(ended.createTime())
            .endTime(ended.completeTime())
            .build();
    groups.note(
        ended.applicationName(),
        ended.deploymentGroupName(),
        group -> {
          DeploymentGroupInfo.Builder noted = group.toBuilder().lastAttemptedDeployment(last);
          if (ended.status() == DeploymentStatus.SUCCEEDED) {
            noted.lastSuccessfulDeployment(last).targetRevision(ended.revision());
          }
          return noted.build();
        });
  }

  /** Stops a deployment; it rolls back where the request or its group wants it. */
  StopDeploymentResponse stop(StopDeploymentRequest request) {
    DeploymentInfo deployment = deployments.require(request.deploymentId());
    Rollout rollout = rollouts.get(request.deploymentId());
    if (rollout == null || Deployments.ended(deployment)) {
      throw DeploymentAlreadyCompletedException.builder()
          .message("The deployment " + request.deploymentId() + " has already completed")
          .statusCode(400)
          .build();
    }
    if (request.autoRollbackEnabled() != null) {
      deployments.change(
          request.deploymentId(),
          one ->
              one.autoRollbackConfiguration(
                  c ->
                      c.enabled(request.autoRollbackEnabled())
                          .eventsWithStrings(
                              "DEPLOYMENT_FAILURE",
                              "DEPLOYMENT_STOP_ON_ALARM",
                              "DEPLOYMENT_STOP_ON_REQUEST")));
    }
    rollout.halt(Halt.stopped());
    return StopDeploymentResponse.builder()
        .status(StopStatus.PENDING)
        .statusMessage("Stopping the deployment.")
        .build();
  }
}
