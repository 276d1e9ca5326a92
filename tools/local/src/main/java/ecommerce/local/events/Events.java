package ecommerce.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Authorizer;
import ecommerce.local.GraphqlApis;
import ecommerce.local.Invoker;
import ecommerce.local.LogSink;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Pipelines;
import ecommerce.local.Queues;
import ecommerce.local.Roles;
import ecommerce.local.ServiceEvents;
import ecommerce.local.Timers;
import ecommerce.local.Topics;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.time.Instant;
import java.util.List;

/**
 * EventBridge: event buses, rules with patterns or schedules, targets (Lambda, SQS, SNS, another
 * bus of the account, AppSync, CodePipeline, CloudWatch Logs) with retries and dead letters. An
 * accepted event is delivered at least once, restarts included. Archives, replays, pipes, API
 * destinations, endpoints and partner sources are not offered.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html">EventBridge
 *     API</a>
 */
public final class Events implements Part, ServiceEvents {

  private final Arns arns;
  private final Timers timers;
  private final Deliveries deliveries;
  private final Schedules schedules;
  private final Arrivals arrivals;
  private final AwsService service;
  private final List<ResourceType> types;

  public Events(
      Account account,
      Store store,
      Timers timers,
      Invoker invoker,
      Queues queues,
      Topics topics,
      LogSink logs,
      GraphqlApis apis,
      Pipelines pipelines,
      Roles roles,
      Authorizer authorizer,
      Metrics metrics) {
    this.timers = timers;
    this.arns = new Arns(account);
    EventMeter meter = new EventMeter(metrics);
    Rules rules = new Rules(store);
    Buses buses = new Buses(arns, store, timers, rules);
    this.deliveries =
        new Deliveries(
            store,
            timers,
            new TargetCalls(
                arns,
                invoker,
                queues,
                topics,
                logs,
                apis,
                pipelines,
                new RoleSessions(roles, timers),
                authorizer,
                this::forward),
            meter);
    this.schedules = new Schedules(arns, store, timers, rules, deliveries, meter);
    this.arrivals = new Arrivals(arns, buses, rules, deliveries, meter);
    TargetChecks checks = new TargetChecks(arns);
    RuleOperations ruleOperations = new RuleOperations(arns, buses, rules);
    TargetOperations targets = new TargetOperations(buses, rules, checks);
    this.service =
        new EventsApi(
            arns,
            buses,
            ruleOperations,
            targets,
            new Tagging(arns, buses, rules),
            new PutEvents(arns, timers, buses, arrivals, meter));
    this.types =
        List.of(
            new EventBusType(arns, buses),
            new RuleType(arns, buses, rules, ruleOperations, targets, checks));
  }

  private void forward(String bus, String event, Instant ingested) {
    arrivals.forwarded(bus, event, ingested);
  }

  @Override
  public void publish(String source, String detailType, List<String> resources, JsonNode detail) {
    Instant now = timers.instant();
    Envelope event = Envelope.of(arns.account(), source, detailType, now, resources, detail);
    arrivals.event(Arns.DEFAULT_BUS, event.json(), now);
  }

  @Override
  public List<AwsService> services() {
    return List.of(service);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    deliveries.resume();
    schedules.start();
  }

  @Override
  public void close() {
    schedules.close();
    deliveries.close();
  }
}
