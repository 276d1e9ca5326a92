package ecommerce.local.codedeploy;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;

/** CodeDeploy's API (version 2014-10-06) as far as it is offered here. */
record CodeDeployApi(
    Arns arns,
    Applications applications,
    Groups groups,
    Configurations configurations,
    Deployments deployments,
    Deployer deployer,
    Hooks hooks)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("codedeploy", "CodeDeploy_20141006", "1.1");
  }

  @Override
  public void declare(Operations on) {
    applications(on);
    groups(on);
    configurations(on);
    deployments(on);
  }

  private void applications(Operations on) {
    on.on(
        CreateApplicationRequest::builder,
        Access.to("codedeploy:CreateApplication", q -> arns.application(q.applicationName())),
        (call, q) -> applications.create(q));
    on.on(
        GetApplicationRequest::builder,
        Access.to("codedeploy:GetApplication", q -> arns.application(q.applicationName())),
        (call, q) -> applications.get(q));
    on.on(
        ListApplicationsRequest::builder,
        Access.to("codedeploy:ListApplications"),
        (call, q) -> applications.list());
    on.on(
        DeleteApplicationRequest::builder,
        Access.to("codedeploy:DeleteApplication", q -> arns.application(q.applicationName())),
        (call, q) -> {
          groups.applicationRemoved(q.applicationName());
          return applications.delete(q);
        });
  }

  private void groups(Operations on) {
    on.on(
        CreateDeploymentGroupRequest::builder,
        Access.to(
            "codedeploy:CreateDeploymentGroup",
            q -> arns.group(q.applicationName(), q.deploymentGroupName())),
        (call, q) -> groups.create(q));
    on.on(
        UpdateDeploymentGroupRequest::builder,
        Access.to(
            "codedeploy:UpdateDeploymentGroup",
            q -> arns.group(q.applicationName(), q.currentDeploymentGroupName())),
        (call, q) -> groups.update(q));
    on.on(
        GetDeploymentGroupRequest::builder,
        Access.to(
            "codedeploy:GetDeploymentGroup",
            q -> arns.group(q.applicationName(), q.deploymentGroupName())),
        (call, q) -> groups.get(q));
    on.on(
        ListDeploymentGroupsRequest::builder,
        Access.to("codedeploy:ListDeploymentGroups", q -> arns.application(q.applicationName())),
        (call, q) -> groups.list(q));
    on.on(
        DeleteDeploymentGroupRequest::builder,
        Access.to(
            "codedeploy:DeleteDeploymentGroup",
            q -> arns.group(q.applicationName(), q.deploymentGroupName())),
        (call, q) -> groups.delete(q));
  }

  private void configurations(Operations on) {
    on.on(
        CreateDeploymentConfigRequest::builder,
        Access.to(
            "codedeploy:CreateDeploymentConfig", q -> arns.configuration(q.deploymentConfigName())),
        (call, q) -> configurations.create(q));
    on.on(
        GetDeploymentConfigRequest::builder,
        Access.to(
            "codedeploy:GetDeploymentConfig", q -> arns.configuration(q.deploymentConfigName())),
        (call, q) -> configurations.get(q));
    on.on(
        ListDeploymentConfigsRequest::builder,
        Access.to("codedeploy:ListDeploymentConfigs"),
        (call, q) -> configurations.list());
    on.on(
        DeleteDeploymentConfigRequest::builder,
        Access.to(
            "codedeploy:DeleteDeploymentConfig", q -> arns.configuration(q.deploymentConfigName())),
        (call, q) -> configurations.delete(q));
  }

  private void deployments(Operations on) {
    on.on(
        CreateDeploymentRequest::builder,
        Access.to(
            "codedeploy:CreateDeployment",
            q -> arns.group(q.applicationName(), q.deploymentGroupName())),
        (call, q) -> deployer.create(q));
    on.on(
        GetDeploymentRequest::builder,
        Access.to("codedeploy:GetDeployment", q -> group(q.deploymentId())),
        (call, q) -> deployments.get(q));
    on.on(
        BatchGetDeploymentsRequest::builder,
        q ->
            q.deploymentIds().stream()
                .map(
                    id ->
                        ecommerce.local.Permission.of("codedeploy:BatchGetDeployments", group(id)))
                .toList(),
        (call, q) -> deployments.batchGet(q));
    on.on(
        ListDeploymentsRequest::builder,
        Access.to(
            "codedeploy:ListDeployments",
            q ->
                q.applicationName() == null || q.deploymentGroupName() == null
                    ? "*"
                    : arns.group(q.applicationName(), q.deploymentGroupName())),
        (call, q) -> deployments.list(q));
    on.on(
        StopDeploymentRequest::builder,
        Access.to("codedeploy:StopDeployment", q -> group(q.deploymentId())),
        (call, q) -> deployer.stop(q));
    on.on(
        PutLifecycleEventHookExecutionStatusRequest::builder,
        Access.to("codedeploy:PutLifecycleEventHookExecutionStatus", q -> group(q.deploymentId())),
        (call, q) -> hooks.put(q));
  }

  private String group(String deploymentId) {
    DeploymentInfo deployment = deployments.require(deploymentId);
    return arns.group(deployment.applicationName(), deployment.deploymentGroupName());
  }
}
