package ecommerce.local.codedeploy;

import ecommerce.local.Account;
import ecommerce.local.Alarms;
import ecommerce.local.Api;
import ecommerce.local.Invoker;
import ecommerce.local.Part;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.util.List;

/**
 * AWS CodeDeploy for the compute platform Lambda: deployments shift an alias' traffic from one
 * version to another, in the steps of their configuration, between hooks and under alarms, and roll
 * back. Other platforms, revisions in S3 or GitHub, and triggers are refused.
 */
public final class CodeDeploy implements Part {

  private final Deployer deployer;
  private final CodeDeployApi api;
  private final List<ResourceType> types;

  public CodeDeploy(
      Account account,
      Store store,
      Timers timers,
      Roles roles,
      Api services,
      Invoker invoker,
      Alarms alarms) {
    Applications applications = new Applications(timers, store);
    Configurations configurations = new Configurations(timers, store);
    Groups groups = new Groups(applications, configurations, store);
    Deployments deployments = new Deployments(store);
    Hooks hooks = new Hooks(invoker);
    this.deployer =
        new Deployer(
            account, timers, roles, services, alarms, hooks, groups, configurations, deployments);
    this.api =
        new CodeDeployApi(
            new Arns(account), applications, groups, configurations, deployments, deployer, hooks);
    this.types =
        List.of(
            new ApplicationType(applications, groups),
            new GroupType(groups),
            new ConfigurationType(configurations));
  }

  @Override
  public List<AwsService> services() {
    return List.of(api);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    deployer.start();
  }

  @Override
  public void close() {
    deployer.close();
  }
}
