package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.Invoker.Outcome;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a function says of a batch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Partial
 *     batch responses</a>
 */
sealed interface BatchAnswer {

  /** All records are done. */
  record Success() implements BatchAnswer {}

  /** No record is done. */
  record Failure() implements BatchAnswer {}

  /** All but these are done. */
  record Partial(Set<String> failed) implements BatchAnswer {}

  ObjectMapper JSON = new ObjectMapper();

  /**
   * @param reports whether the mapping asks for {@code ReportBatchItemFailures}
   * @param identifiers of the batch's records: any other makes the whole batch fail
   */
  static BatchAnswer of(Outcome outcome, boolean reports, Set<String> identifiers) {
    if (outcome.functionError().isPresent()) {
      return new Failure();
    }
    return reports ? read(outcome.payload(), identifiers).orElse(new Failure()) : new Success();
  }

  private static Optional<BatchAnswer> read(byte[] payload, Set<String> identifiers) {
    JsonNode answer;
    try {
      answer = JSON.readTree(payload);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (answer.isMissingNode() || answer.isNull()) {
      return Optional.of(new Success());
    }
    if (!answer.isObject()) {
      return Optional.empty();
    }
    JsonNode failures = answer.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return Optional.of(new Success());
    }
    if (!failures.isArray()) {
      return Optional.empty();
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      String identifier = failure.path("itemIdentifier").asText("");
      if (!failure.path("itemIdentifier").isTextual() || !identifiers.contains(identifier)) {
        return Optional.empty();
      }
      failed.add(identifier);
    }
    return Optional.of(failed.isEmpty() ? new Success() : new Partial(failed));
  }
}
