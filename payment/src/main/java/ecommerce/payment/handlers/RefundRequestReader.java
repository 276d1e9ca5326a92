package ecommerce.payment.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.edge.Fields;
import ecommerce.edge.InvalidInput;
import ecommerce.payment.model.RefundRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads a request for a refund, and collects everything that is wrong with it. */
final class RefundRequestReader {

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_REASON = 500;

  private final List<String> errors = new ArrayList<>();

  /** Everything that was wrong; empty where the request could be read. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  Optional<RefundRequest> read(JsonNode event) {
    Optional<Fields> fields = valid(() -> Fields.of(event).object("input"));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields input = fields.get();
    Optional<String> by = valid(() -> Fields.of(event).text("by"));
    Optional<String> orderId = valid(() -> text(input, "orderId", LONGEST_KEY));
    Optional<OptionalLong> amount = valid(() -> amount(input));
    Optional<String> reason = valid(() -> text(input, "reason", LONGEST_REASON));
    Optional<String> key = valid(() -> key(input));
    return errors.isEmpty()
        ? Optional.of(
            new RefundRequest(
                orderId.orElseThrow(),
                key.orElseThrow(),
                amount.orElseThrow(),
                reason.orElseThrow(),
                by.orElseThrow()))
        : Optional.empty();
  }

  private <T> Optional<T> valid(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (InvalidInput e) {
      errors.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static OptionalLong amount(Fields input) {
    OptionalLong amount = input.optionalAmount("amount");
    if (amount.isPresent() && amount.getAsLong() == 0) {
      throw input.wrong("amount", "is not at least 1");
    }
    return amount;
  }

  private static String key(Fields input) {
    String key = text(input, "idempotencyKey", LONGEST_KEY);
    if (RefundRequest.isReserved(key)) {
      throw input.wrong("idempotencyKey", "begins as only the service's own refunds do");
    }
    return key;
  }

  private static String text(Fields input, String name, int longest) {
    String text = input.text(name);
    if (text.length() > longest) {
      throw input.wrong(name, "has more than " + longest + " characters");
    }
    return text;
  }
}
