package ecommerce.local.sns;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All subscriptions, durable, by their ARNs. */
final class SubscriptionSet {

  /** What nobody confirms is forgotten after this. */
  private static final Duration PATIENCE = Duration.ofDays(2);

  private final Collection<Subscription> subscriptions;

  SubscriptionSet(Store store) {
    this.subscriptions = store.collection("sns.subscriptions", Subscription.class);
  }

  List<Subscription> all() {
    return subscriptions.values();
  }

  List<Subscription> of(String topicArn) {
    return List.copyOf(subscriptions.startingWith(topicArn + ":").values());
  }

  Optional<Subscription> find(String arn) {
    return arn == null ? Optional.empty() : subscriptions.get(arn);
  }

  Subscription require(String arn) {
    return find(arn).orElseThrow(() -> missing(arn));
  }

  private static Fault missing(String arn) {
    return Refusals.missing("Subscription " + arn);
  }

  Optional<Subscription> same(String topicArn, Protocol protocol, String endpoint) {
    return of(topicArn).stream()
        .filter(known -> known.protocol() == protocol && known.endpoint().equals(endpoint))
        .findFirst();
  }

  void put(Subscription subscription) {
    subscriptions.put(subscription.arn(), subscription);
  }

  void change(String arn, UnaryOperator<Subscription> change) {
    subscriptions.update(arn, change).orElseThrow(() -> missing(arn));
  }

  void remove(String arn) {
    subscriptions.remove(arn);
  }

  void prune(Instant now) {
    all().stream()
        .filter(known -> known.pending() && known.made().plus(PATIENCE).isBefore(now))
        .forEach(known -> remove(known.arn()));
  }
}
