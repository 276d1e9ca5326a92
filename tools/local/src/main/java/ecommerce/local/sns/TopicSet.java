package ecommerce.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Account;
import ecommerce.local.Permission;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Fault;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All topics, durable, by name. */
final class TopicSet {

  private final Account account;
  private final Collection<Topic> topics;

  TopicSet(Account account, Store store) {
    this.account = account;
    this.topics = store.collection("sns.topics", Topic.class);
  }

  Account account() {
    return account;
  }

  String arn(String name) {
    return account.arn("sns", name);
  }

  /** The name in an ARN; what is no ARN of a topic here stays what it is, and is found nowhere. */
  String name(String arn) {
    String prefix = arn("");
    return arn != null && arn.startsWith(prefix) ? arn.substring(prefix.length()) : "?" + arn;
  }

  boolean add(Topic topic) {
    return topics.putIfAbsent(topic.name(), topic);
  }

  List<Topic> all() {
    return topics.values();
  }

  Optional<Topic> find(String arn) {
    return topics.get(name(arn));
  }

  /**
   * @throws Fault {@code NotFound}
   */
  Topic require(String arn) {
    return find(arn).orElseThrow(() -> missing(arn));
  }

  private static Fault missing(String arn) {
    return Refusals.missing("Topic " + arn);
  }

  void change(String arn, UnaryOperator<Topic> change) {
    topics.update(name(arn), change).orElseThrow(() -> missing(arn));
  }

  void remove(String arn) {
    topics.remove(name(arn));
  }

  JsonNode policy(Topic topic) {
    String given = topic.attributes().get("Policy");
    return given == null
        ? TopicPolicy.standard(arn(topic.name()), account.id())
        : Documents.known(given);
  }

  /** An action on a topic, which its policy decides too. */
  Permission permission(String action, String arn) {
    return Permission.of(action, arn).guardedBy(find(arn).map(this::policy));
  }
}
