package ecommerce.edge.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.InvocationLog;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.edge.watch.Recipient.Reception;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Brings the events of a dead-letter queue to their consumer once more. What is handled is removed;
 * what fails stays and is seen again later; what cannot be read stays until the queue forgets it,
 * and is counted. Consumers are idempotent, so an event that was handled after all changes nothing.
 *
 * <p>Events that come again by themselves are removed unseen: a schedule's, and inquiries.
 */
public final class SecondDelivery {

  private static final String SCHEDULES = "aws.events";

  private final DeadLetters letters;
  private final Recipient recipient;

  public SecondDelivery(DeadLetters letters, Recipient recipient) {
    this.letters = letters;
    this.recipient = recipient;
  }

  /** The queue at {@code DEAD_LETTERS_URL}, and the function that {@code CONSUMER_ARN} names. */
  public static SecondDelivery from(Settings settings) {
    return new SecondDelivery(SqsDeadLetters.from(settings), FunctionRecipient.from(settings));
  }

  /**
   * Goes through the queue once.
   *
   * @param inTime whether there is time for one more letter
   * @return how many were {@code handled}, {@code failed} and {@code unreadable}
   */
  public ObjectNode run(BooleanSupplier inTime, InvocationLog log) {
    Map<Reception, Integer> counts = new EnumMap<>(Reception.class);
    List<DeadLetter> received = inTime.getAsBoolean() ? letters.receive() : List.of();
    while (!received.isEmpty()) {
      for (DeadLetter letter : received) {
        if (inTime.getAsBoolean()) {
          counts.merge(deliver(letter), 1, Integer::sum);
        }
      }
      received = inTime.getAsBoolean() ? letters.receive() : List.of();
    }
    counts.forEach((reception, count) -> log.count(metric(reception), count));
    return Json.object()
        .put("handled", counts.getOrDefault(Reception.HANDLED, 0))
        .put("failed", counts.getOrDefault(Reception.FAILED, 0))
        .put("unreadable", counts.getOrDefault(Reception.UNREADABLE, 0));
  }

  private Reception deliver(DeadLetter letter) {
    Reception reception =
        letter
            .event()
            .map(event -> comesAgain(event) ? Reception.HANDLED : recipient.give(event))
            .orElse(Reception.UNREADABLE);
    if (reception == Reception.HANDLED) {
      letters.remove(letter);
    }
    return reception;
  }

  private boolean comesAgain(ObjectNode event) {
    return event.path("source").asText().equals(SCHEDULES) || Retelling.isInquiry(event);
  }

  private static String metric(Reception reception) {
    return switch (reception) {
      case HANDLED -> "DeadLettersHandled";
      case UNREADABLE -> "DeadLettersUnreadable";
      case FAILED -> "DeadLettersFailed";
    };
  }
}
