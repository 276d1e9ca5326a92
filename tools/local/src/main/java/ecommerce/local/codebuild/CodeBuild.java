package ecommerce.local.codebuild;

import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.ObjectClients;
import ecommerce.local.Part;
import ecommerce.local.Roles;
import ecommerce.local.ServiceEvents;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import java.util.List;

/**
 * AWS CodeBuild: a build is a bash process in a folder of its own, with the tools of this machine
 * and the credentials of its project's role. Images and compute types are taken without effect.
 * Containers, networks, web hooks, batches and fleets are refused.
 */
public final class CodeBuild implements Part {

  private final BuildQueue queue;
  private final CodeBuildApi api;
  private final CredentialsEndpoint credentials;
  private final List<ResourceType> types;

  public CodeBuild(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authorizer authorizer,
      AccessKeys keys,
      Roles roles,
      Api services,
      LogSink logs,
      ServiceEvents bus,
      Metrics metrics) {
    Arns arns = new Arns(account);
    Builds builds = new Builds(store);
    BuildEvents events = new BuildEvents(bus);
    BuildMeter meter = new BuildMeter(metrics);
    ReportGroups groups = new ReportGroups(arns, timers, store);
    Reports reports = new Reports(arns, timers, groups, store);
    ObjectClients objects = new ObjectClients(account, endpoints, keys);
    Caches caches = new Caches(objects, store.folder("codebuild/caches").toAbsolutePath());
    Projects projects = new Projects(arns, timers, caches, store);
    this.credentials = new CredentialsEndpoint(endpoints);
    Workshop workshop =
        new Workshop(
            account,
            timers,
            roles,
            authorizer,
            logs,
            builds,
            new Phases(builds, events, meter, timers),
            new Sources(account, endpoints, timers, objects),
            new Variables(account, endpoints, services),
            caches,
            new Artifacts(objects),
            new ReportUpload(arns, groups, reports, authorizer),
            credentials,
            store.folder("codebuild/work").toAbsolutePath());
    this.queue = new BuildQueue(workshop, projects);
    this.api =
        new CodeBuildApi(
            arns,
            projects,
            new BuildOperations(account, timers, projects, builds, events, meter, queue),
            builds,
            groups,
            reports);
    this.types =
        List.of(new ProjectType(arns, projects), new ReportGroupType(arns, groups, reports));
  }

  @Override
  public List<AwsService> services() {
    return List.of(api);
  }

  @Override
  public List<PathService> paths() {
    return List.of(credentials);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    queue.start();
  }

  @Override
  public void close() {
    queue.close();
  }
}
