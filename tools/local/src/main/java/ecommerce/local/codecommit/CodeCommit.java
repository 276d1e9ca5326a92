package ecommerce.local.codecommit;

import ecommerce.local.AccessKeys;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.Endpoints;
import ecommerce.local.ObjectClients;
import ecommerce.local.Part;
import ecommerce.local.ServiceEvents;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.PathService;
import java.util.List;

/**
 * AWS CodeCommit: repositories that git clones from and pushes to over HTTP, signed in as on AWS,
 * and the API to read and change them. What was pushed is kept, and told to the event bus, before
 * git hears that it was taken. Pull requests, comments, approval rules, triggers and SSH are not
 * offered.
 */
public final class CodeCommit implements Part {

  private final Announcements announcements;
  private final CodeCommitApi api;
  private final GitEndpoint git;
  private final RepositoryType type;

  public CodeCommit(
      Account account,
      Endpoints endpoints,
      Store store,
      Timers timers,
      Authorizer authorizer,
      AccessKeys keys,
      ServiceEvents bus) {
    Arns arns = new Arns(account, endpoints);
    Repositories repositories = new Repositories(timers, store);
    this.announcements = new Announcements(arns, repositories, bus);
    RepositoryOperations operations = new RepositoryOperations(arns, repositories);
    this.api =
        new CodeCommitApi(
            arns,
            operations,
            new BranchOperations(repositories, announcements),
            new CommitOperations(repositories),
            new ContentOperations(repositories),
            new WriteOperations(repositories, announcements),
            new Archives(repositories, new ObjectClients(account, endpoints, keys)));
    this.git =
        new GitEndpoint(
            arns,
            repositories,
            new GitPassword(keys, account, timers),
            authorizer,
            new GitTransfer(arns, repositories, announcements, authorizer));
    this.type = new RepositoryType(repositories, operations);
  }

  @Override
  public List<AwsService> services() {
    return List.of(api);
  }

  @Override
  public List<PathService> paths() {
    return List.of(git);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return List.of(type);
  }

  @Override
  public void start() {
    announcements.start();
  }
}
