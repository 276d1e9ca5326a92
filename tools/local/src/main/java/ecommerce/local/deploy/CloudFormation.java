package ecommerce.local.deploy;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Objects;
import ecommerce.local.Part;
import ecommerce.local.Roles;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * CloudFormation: stacks from templates, over its API and in process. Each stack is worked on by
 * one operation at a time, several stacks side by side; what the end of the environment interrupted
 * goes on when it starts again. A template that wants what is not offered here is refused, with
 * line and name, before anything is made.
 *
 * <p>The caller needs the permission for CloudFormation's operation, and for the template that it
 * names in S3. What CloudFormation then makes it makes as the account's administrator: neither the
 * caller's nor a given role's policies limit it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html">API</a>
 */
public final class CloudFormation implements Part {

  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final Engine engine;
  private final ChangeSets changeSets;
  private final StackWork work;
  private final Stacks stacks;
  private final AwsService service;

  /**
   * @param ssm the value of a Systems Manager parameter by name, null where there is none
   * @param types all resource types that other parts have
   */
  public CloudFormation(
      Account account,
      Endpoints endpoints,
      Store store,
      InstantSource clock,
      Objects objects,
      Roles roles,
      UnaryOperator<String> ssm,
      List<ResourceType> types) {
    StackRecords records = new StackRecords(store, endpoints.host());
    ResourceTypes all = new ResourceTypes(types);
    this.engine =
        new Engine(
            account,
            endpoints,
            objects,
            ssm,
            clock,
            all,
            records,
            new StackEvents(store, clock),
            new TemplateTexts(store),
            new LocalFiles(store),
            new Exports(records));
    this.work = new StackWork(engine);
    all.add(new NestedStackType(engine, work));
    all.add(new WaitConditionHandleType());
    this.stacks = new Stacks(engine, work);
    this.changeSets = new ChangeSets(store);
    ChangeSetOperations changes = new ChangeSetOperations(engine, work, roles, changeSets);
    StackQueries queries = new StackQueries(engine);
    this.service =
        new CloudFormationService(
            account,
            records,
            changeSets,
            new StackOperations(engine, work, roles),
            changes,
            queries,
            new TemplateQueries(engine, queries, changes));
  }

  public Stacks stacks() {
    return stacks;
  }

  @Override
  public List<AwsService> services() {
    return List.of(service, new CloudControlService(engine.stacks()));
  }

  /** Goes on with what was interrupted, once it has forgotten what nobody asks for any more. */
  @Override
  public void start() {
    forget(engine.clock().instant().minus(REMEMBERED));
    work.resume();
  }

  private void forget(Instant before) {
    Set<String> templates = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (StackRecord stack : engine.stacks().all()) {
      if (stack.times().deleted().filter(before::isAfter).isPresent()) {
        engine.events().forget(stack);
        engine.stacks().forget(stack);
      } else {
        stack.contents().definition().map(Definition::template).ifPresent(templates::add);
        files.addAll(stack.contents().files());
        stack
            .ongoing()
            .ifPresent(
                ongoing -> {
                  ongoing.target().map(Definition::template).ifPresent(templates::add);
                  ongoing.before().definition().map(Definition::template).ifPresent(templates::add);
                  files.addAll(ongoing.before().files());
                });
      }
    }
    for (ChangeSetRecord changeSet : changeSets.all()) {
      if (engine.stacks().find(changeSet.stackId()).filter(one -> !one.deleted()).isPresent()) {
        templates.add(changeSet.target().template());
      } else {
        changeSets.remove(changeSet);
      }
    }
    engine.texts().retain(templates);
    engine.files().retain(files);
  }

  @Override
  public void close() {
    work.close();
  }
}
