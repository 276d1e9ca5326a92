package ecommerce.local.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.InvokePermissions;
import ecommerce.local.Invoker;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;

/**
 * Subscription filters, durable: lines that match a pattern go to a function, at most a second
 * later, or when the environment is closed. A function that cannot be asked loses them, with a line
 * in the environment's log; so does a kill. A function that may not be called is refused from the
 * beginning, as are other destinations than functions.
 */
final class SubscriptionFilters implements Follower {

  /**
   * @param destination a function's ARN
   */
  record Kept(String group, String name, String pattern, String destination, long made) {}

  private record Active(Kept filter, FilterPattern pattern) {}

  private static final Logger LOG = LoggerFactory.getLogger("aws.logs");
  private static final int MOST = 2;
  private static final int BATCH = 500;

  private final Account account;
  private final LogGroups groups;
  private final Invoker functions;
  private final InvokePermissions permissions;
  private final InstantSource clock;
  private final Collection<Kept> kept;
  private final Map<String, List<Active>> active = new ConcurrentHashMap<>();
  private final Map<Kept, List<LogEvent>> waiting = new ConcurrentHashMap<>();

  SubscriptionFilters(
      Account account,
      LogGroups groups,
      Store store,
      Invoker functions,
      InvokePermissions permissions,
      InstantSource clock) {
    this.account = account;
    this.groups = groups;
    this.functions = functions;
    this.permissions = permissions;
    this.clock = clock;
    this.kept = store.collection("logs.subscription-filters", Kept.class);
    kept.values().stream().map(Kept::group).distinct().forEach(this::activate);
  }

  private void activate(String group) {
    List<Active> all = new ArrayList<>();
    for (Kept filter : kept.startingWith(group + "\t").values()) {
      try {
        all.add(new Active(filter, FilterPattern.of(filter.pattern())));
      } catch (InvalidParameterException e) {
        LOG.error("the subscription filter {} of {} is passed over", filter.name(), group, e);
      }
    }
    active.put(group, List.copyOf(all));
  }

  @Override
  public void taken(String group, LogEvent event) {
    for (Active each : active.getOrDefault(group, List.of())) {
      if (each.pattern().matches(event.message())) {
        waiting.compute(
            each.filter(),
            (any, events) -> {
              List<LogEvent> more = events == null ? new ArrayList<>() : events;
              more.add(event);
              return more;
            });
      }
    }
  }

  /** Sends what waits. */
  void settle() {
    for (Kept filter : List.copyOf(waiting.keySet())) {
      List<LogEvent> events = waiting.remove(filter);
      for (int from = 0; events != null && from < events.size(); from += BATCH) {
        send(filter, events.subList(from, Math.min(from + BATCH, events.size())));
      }
    }
  }

  private void send(Kept filter, List<LogEvent> events) {
    Map<String, List<LogEvent>> byStream = new ConcurrentHashMap<>();
    events.forEach(
        event -> byStream.computeIfAbsent(event.stream(), any -> new ArrayList<>()).add(event));
    Identity caller = caller(filter.group());
    byStream.forEach(
        (stream, of) -> {
          try {
            functions.enqueue(caller, filter.destination(), payload(filter, stream, of));
          } catch (RuntimeException e) {
            LOG.warn(
                "{} lost {} lines of {}: {}",
                filter.destination(),
                of.size(),
                filter.group(),
                e.getMessage());
          }
        });
  }

  private Identity caller(String group) {
    return new Identity.Service("logs.amazonaws.com", groups.arn(group) + ":*", account.id());
  }

  private byte[] payload(Kept filter, String stream, List<LogEvent> events) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("messageType", "DATA_MESSAGE").put("owner", account.id());
    data.put("logGroup", filter.group()).put("logStream", stream);
    data.putArray("subscriptionFilters").add(filter.name());
    ArrayNode shown = data.putArray("logEvents");
    events.forEach(
        event ->
            shown
                .addObject()
                .put("id", event.eventId())
                .put("timestamp", event.timestamp())
                .put("message", event.message()));
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.putObject("awslogs").put("data", zipped(data.toString()));
    return payload.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  synchronized PutSubscriptionFilterResponse put(PutSubscriptionFilterRequest request) {
    String group = request.logGroupName();
    groups.require(group);
    FilterPattern.of(request.filterPattern());
    if (!request.destinationArn().startsWith("arn:aws:lambda:")) {
      throw Refusals.invalid(
          "The destination "
              + request.destinationArn()
              + " is not offered by this environment: Lambda functions are");
    }
    if (request.roleArn() != null || request.distribution() != null) {
      throw Refusals.invalid("roleArn and distribution are only for streams, not for functions");
    }
    requireFunction(group, request.destinationArn());
    String key = group + "\t" + request.filterName();
    if (kept.get(key).isEmpty() && kept.startingWith(group + "\t").size() >= MOST) {
      throw LimitExceededException.builder()
          .message("Resource limit exceeded.")
          .statusCode(400)
          .build();
    }
    kept.put(
        key,
        new Kept(
            group,
            request.filterName(),
            request.filterPattern(),
            request.destinationArn(),
            clock.millis()));
    activate(group);
    return PutSubscriptionFilterResponse.builder().build();
  }

  /**
   * As CloudWatch Logs, which does not tell a function that is missing from one it may not call.
   */
  private void requireFunction(String group, String function) {
    try {
      permissions.require(caller(group), function);
    } catch (RuntimeException e) {
      LOG.warn("{} cannot be called for {}: {}", function, group, e.getMessage());
      throw Refusals.invalid(
          "Could not execute the lambda function. Make sure you have given CloudWatch Logs"
              + " permission to execute your function.");
    }
  }

  DescribeSubscriptionFiltersResponse describe(DescribeSubscriptionFiltersRequest request) {
    groups.require(request.logGroupName());
    String prefix = request.filterNamePrefix() == null ? "" : request.filterNamePrefix();
    return DescribeSubscriptionFiltersResponse.builder()
        .subscriptionFilters(
            kept.startingWith(request.logGroupName() + "\t" + prefix).values().stream()
                .map(
                    each ->
                        SubscriptionFilter.builder()
                            .filterName(each.name())
                            .logGroupName(each.group())
                            .filterPattern(each.pattern())
                            .destinationArn(each.destination())
                            .creationTime(each.made())
                            .build())
                .toList())
        .build();
  }

  synchronized DeleteSubscriptionFilterResponse delete(DeleteSubscriptionFilterRequest request) {
    kept.remove(request.logGroupName() + "\t" + request.filterName());
    activate(request.logGroupName());
    return DeleteSubscriptionFilterResponse.builder().build();
  }

  @Override
  public synchronized void forget(String group) {
    kept.startingWith(group + "\t").keySet().forEach(kept::remove);
    active.remove(group);
  }
}
