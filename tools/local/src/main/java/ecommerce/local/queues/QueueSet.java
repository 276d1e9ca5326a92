package ecommerce.local.queues;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Permission;
import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;

/** All queues, by name; knows their URLs and ARNs. */
final class QueueSet {

  private static final Pattern PATH =
      Pattern.compile("(?:[^?#]*/)?(\\d{12})/([A-Za-z0-9_.-]{1,80})/?");

  private final Account account;
  private final Endpoints endpoints;
  private final Timers timers;
  private final Collection<QueueRecord> records;
  private final Collection<Message> messages;
  private final Map<String, Queue> queues = new ConcurrentSkipListMap<>();

  QueueSet(Account account, Endpoints endpoints, Store store, Timers timers) {
    this.account = account;
    this.endpoints = endpoints;
    this.timers = timers;
    this.records = store.collection("sqs.queues", QueueRecord.class);
    this.messages = store.collection("sqs.messages", Message.class);
    records.values().forEach(this::open);
  }

  private void open(QueueRecord record) {
    queues.put(record.name(), new Queue(record, messages, timers));
  }

  String url(String name) {
    return endpoints.url() + "/" + account.id() + "/" + name;
  }

  String arn(String name) {
    return account.arn("sqs", name);
  }

  /** The name in a queue URL of any host. */
  String name(String url) {
    Matcher path = path(url);
    if (!path.group(1).equals(account.id())) {
      throw Refusals.noQueue();
    }
    return path.group(2);
  }

  private static Matcher path(String url) {
    try {
      Matcher path = PATH.matcher(String.valueOf(URI.create(url).getPath()));
      if (path.matches()) {
        return path;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it is no address.
    }
    throw InvalidAddressException.builder()
        .message("The address " + url + " is not valid for this endpoint.")
        .statusCode(400)
        .build();
  }

  Optional<Queue> find(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  Optional<Queue> byArn(String arn) {
    return find(arn.substring(arn.lastIndexOf(':') + 1))
        .filter(queue -> arn(queue.settings().name()).equals(arn));
  }

  /**
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException where there is
   *     none
   */
  Queue at(String url) {
    return find(name(url)).orElseThrow(Refusals::noQueue);
  }

  List<Queue> all() {
    return List.copyOf(queues.values());
  }

  void add(QueueRecord record) {
    records.put(record.name(), record);
    open(record);
  }

  void change(Queue queue, UnaryOperator<QueueRecord> change) {
    records.update(queue.settings().name(), change).ifPresent(queue::settings);
  }

  void remove(Queue queue) {
    String name = queue.settings().name();
    records.remove(name);
    queues.remove(name);
    queue.close();
    queue.purge();
  }

  /** An action on a queue, whose own policy has a say. */
  Permission permission(String action, String name) {
    return Permission.of(action, arn(name))
        .guardedBy(find(name).flatMap(queue -> queue.settings().policy()));
  }
}
