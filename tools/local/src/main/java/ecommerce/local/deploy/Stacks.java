package ecommerce.local.deploy;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.template.Pseudo;
import ecommerce.local.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The stacks of the environment. A deployment makes, changes and removes only what differs from
 * what is there; one that fails is rolled back, and its reason told. One deployment of a stack at a
 * time.
 */
public final class Stacks {

  private final Account account;
  private final Endpoints endpoints;
  private final ResourceTypes types;
  private final UnaryOperator<String> ssmParameters;
  private final Collection<StackRecord> records;

  /**
   * @param ssmParameters the value of a Systems Manager parameter by name, null where there is none
   */
  public Stacks(
      Account account,
      Endpoints endpoints,
      Store store,
      ResourceTypes types,
      UnaryOperator<String> ssmParameters) {
    this.account = account;
    this.endpoints = endpoints;
    this.types = types;
    this.ssmParameters = ssmParameters;
    this.records = store.collection("deploy.stacks", StackRecord.class);
  }

  public Optional<StackRecord> find(String name) {
    return records.get(name);
  }

  public List<StackRecord> all() {
    return records.values();
  }

  /**
   * Deploys a stack.
   *
   * @return how many resources were made, changed or removed
   * @throws ecommerce.local.template.TemplateException where the template is wrong
   * @throws DeploymentFailed where something is not supported, or a resource could not be made
   */
  public synchronized int deploy(StackRequest request) {
    StackRecord record =
        records
            .get(request.stackName())
            .orElseGet(
                () ->
                    StackRecord.fresh(
                        request.stackName(),
                        account.arn(
                            "cloudformation",
                            "stack/" + request.stackName() + "/" + UUID.randomUUID()),
                        endpoints.host()))
            .at(endpoints.host());
    Pseudo pseudo = Pseudo.of(account.id(), account.region(), request.stackName(), record.id());
    Template template =
        Template.load(request.template(), request.parameters(), pseudo, ssmParameters::apply);
    List<String> refusals = types.refusals(template);
    if (!refusals.isEmpty()) {
      throw new DeploymentFailed(String.join("\n", refusals), null);
    }
    return new Deployment(request, template, record, types, endpoints, records).run();
  }

  /** Removes a stack and all its resources, but for those that its template wants retained. */
  public synchronized void delete(String name) {
    records.get(name).ifPresent(record -> new Removal(types, records).removeAll(record));
  }
}
