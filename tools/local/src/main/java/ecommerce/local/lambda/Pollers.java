package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import ecommerce.local.Timers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** The workers of all enabled event source mappings. */
final class Pollers implements Mappings.Workers {

  private final Account account;
  private final Timers timers;
  private final Api api;
  private final Functions functions;
  private final FunctionRoles roles;
  private final Invocations invocations;
  private final Destinations destinations;
  private final Positions positions;
  private final double retryScale;
  private final Map<String, Worker> workers = new ConcurrentHashMap<>();

  Pollers(
      Account account,
      Timers timers,
      Api api,
      Functions functions,
      FunctionRoles roles,
      Invocations invocations,
      Destinations destinations,
      Positions positions,
      double retryScale) {
    this.account = account;
    this.timers = timers;
    this.api = api;
    this.functions = functions;
    this.roles = roles;
    this.invocations = invocations;
    this.destinations = destinations;
    this.positions = positions;
    this.retryScale = retryScale;
  }

  @Override
  public void prepare(EventSourceMappingConfiguration mapping) {
    Target target = target(mapping);
    if (MappingChecks.isStream(mapping.eventSourceArn())) {
      try {
        positions.begin(mapping, stream(mapping, target));
      } catch (RuntimeException e) {
        throw FunctionChecks.invalid(
            "Cannot access stream "
                + mapping.eventSourceArn()
                + ". Please ensure the role can perform the GetRecords, GetShardIterator,"
                + " DescribeStream, and ListStreams Actions on your stream in IAM. ("
                + e.getMessage()
                + ")");
      }
    } else {
      try {
        queue(mapping, target).url();
      } catch (RuntimeException e) {
        throw FunctionChecks.invalid(
            "The function execution role does not have permissions to call ReceiveMessage on SQS,"
                + " or the queue does not exist: "
                + mapping.eventSourceArn()
                + " ("
                + e.getMessage()
                + ")");
      }
    }
  }

  @Override
  public void start(EventSourceMappingConfiguration mapping) {
    Target target = target(mapping);
    Worker worker =
        MappingChecks.isStream(mapping.eventSourceArn())
            ? new StreamWorker(
                mapping,
                stream(mapping, target),
                target,
                positions,
                destinations,
                timers,
                retryScale)
            : new QueueWorker(mapping, queue(mapping, target), target, account, timers);
    Worker before = workers.put(mapping.uuid(), worker);
    if (before != null) {
      before.stop();
    }
    worker.start();
  }

  @Override
  public void stop(String uuid) {
    Worker worker = workers.remove(uuid);
    if (worker != null) {
      worker.stop();
    }
  }

  @Override
  public void forget(String uuid) {
    positions.forget(uuid);
  }

  private Target target(EventSourceMappingConfiguration mapping) {
    return new Target(FunctionName.parse(mapping.functionArn()), functions, roles, invocations);
  }

  private DynamoStream stream(EventSourceMappingConfiguration mapping, Target target) {
    return new DynamoStream(api, target::identity, mapping.eventSourceArn());
  }

  private SqsQueue queue(EventSourceMappingConfiguration mapping, Target target) {
    return new SqsQueue(api, target::identity, mapping.eventSourceArn());
  }

  /** The function that a mapping invokes. */
  record Target(
      FunctionName name, Functions functions, FunctionRoles roles, Invocations invocations) {

    Function function() {
      return functions.require(name);
    }

    /** As the mapping names it. */
    String arn() {
      return functions.arn(name);
    }

    /** An invocation with a batch: of the version that it falls to. */
    Invocations.Request request(String requestId, byte[] payload) {
      return new Invocations.Request(requestId, functions.choose(name), arn(), payload, "", true);
    }

    Identity identity() {
      return roles.identity(function());
    }
  }
}
