package ecommerce.local.sns;

import ecommerce.local.Timers;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to subscriptions, at least once, each on its own: a message is in the store
 * before it counts as published, and stays there until the endpoint has taken it, or it has gone to
 * the dead letters.
 */
final class Deliveries implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("aws.sns");

  private final Timers timers;
  private final TopicSet topics;
  private final SubscriptionSet subscriptions;
  private final Channels channels;
  private final SnsMeter meter;
  private final Collection<Posting> stored;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sns-", 0).factory());
  private volatile boolean closed;

  Deliveries(
      Store store,
      Timers timers,
      TopicSet topics,
      SubscriptionSet subscriptions,
      Channels channels,
      SnsMeter meter) {
    this.timers = timers;
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.channels = channels;
    this.meter = meter;
    this.stored = store.collection("sns.postings", Posting.class);
  }

  /** Goes on with what was accepted before the last end. */
  void resume() {
    stored.values().forEach(this::begin);
  }

  /** Returns when it is durable. */
  void accept(Posting posting) {
    known.add(posting.key());
    stored.put(posting.key(), posting);
    execute(posting);
  }

  private void begin(Posting posting) {
    if (known.add(posting.key())) {
      execute(posting);
    }
  }

  private void execute(Posting posting) {
    try {
      threads.execute(() -> attempt(posting));
    } catch (RejectedExecutionException e) {
      // The environment is being closed: the message stays in the store.
    }
  }

  private void attempt(Posting posting) {
    if (closed) {
      return;
    }
    if (subscriptions.find(posting.subscription().arn()).isEmpty()) {
      done(posting);
      return;
    }
    try {
      channels.send(posting);
    } catch (RuntimeException e) {
      failed(posting, Undelivered.of(e));
      return;
    }
    if (!posting.confirmation()) {
      meter.delivered(posting.subscription().topicArn());
    }
    done(posting);
  }

  private void done(Posting posting) {
    if (!closed) {
      stored.remove(posting.key());
      known.remove(posting.key());
    }
  }

  private void failed(Posting posting, Undelivered failure) {
    if (closed) {
      return;
    }
    Optional<Duration> wait =
        failure.permanent() ? Optional.empty() : plan(posting).before(posting.attempts() + 1);
    if (wait.isEmpty()) {
      giveUp(posting, failure);
      return;
    }
    if (posting.attempts() == 0) {
      LOG.warn(
          "{} did not take a message of {}, will be tried again: {}",
          posting.subscription().endpoint(),
          posting.subscription().topicArn(),
          failure.getMessage());
    }
    Posting next = posting.again();
    stored.put(next.key(), next);
    timers.after(wait.get(), () -> execute(next));
  }

  private RetryPlan plan(Posting posting) {
    Subscription to = posting.subscription();
    return to.protocol().web()
        ? RetryPlan.of(
            topics.find(to.topicArn()).map(topic -> topic.attributes().get("DeliveryPolicy")),
            Optional.ofNullable(to.attributes().get("DeliveryPolicy")))
        : RetryPlan.FOR_AWS;
  }

  private void giveUp(Posting posting, Undelivered failure) {
    Subscription to = posting.subscription();
    Optional<String> queue =
        subscriptions
            .find(to.arn())
            .flatMap(Subscription::deadLetters)
            .filter(any -> !posting.confirmation());
    if (!posting.confirmation()) {
      meter.failed(to.topicArn());
    }
    LOG.warn(
        "{} did not take a message of {}, {}: {}",
        to.endpoint(),
        to.topicArn(),
        queue.map(arn -> "it goes to " + arn).orElse("it is lost"),
        failure.getMessage());
    queue.ifPresent(arn -> redrive(posting, arn));
    done(posting);
  }

  private void redrive(Posting posting, String queueArn) {
    String topic = posting.subscription().topicArn();
    try {
      channels.deadLetter(posting, queueArn);
      meter.redriven(topic, true);
    } catch (RuntimeException e) {
      meter.redriven(topic, false);
      LOG.error("a message of {} is lost, also for {}: {}", topic, queueArn, e.getMessage());
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
  }
}
