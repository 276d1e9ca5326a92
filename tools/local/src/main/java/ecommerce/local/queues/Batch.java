package ecommerce.local.queues;

import ecommerce.local.wire.Fault;
import ecommerce.local.wire.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/**
 * The outcome of a batch, entry by entry.
 *
 * @param <R> the result of an entry that succeeded
 */
record Batch<R>(List<R> successful, List<BatchResultErrorEntry> failed) {

  private static final int MOST = 10;

  /** Runs every entry; what one throws is its own failure. */
  static <E, R> Batch<R> run(List<E> entries, Function<E, String> id, Function<E, R> operation) {
    check(entries.stream().map(id).toList());
    Batch<R> batch = new Batch<>(new ArrayList<>(), new ArrayList<>());
    for (E entry : entries) {
      try {
        batch.successful().add(operation.apply(entry));
      } catch (RuntimeException e) {
        Fault fault = Faults.of(e);
        batch
            .failed()
            .add(
                BatchResultErrorEntry.builder()
                    .id(id.apply(entry))
                    .senderFault(fault.status() < 500)
                    .code(fault.code().replaceFirst("Exception$", ""))
                    .message(fault.getMessage())
                    .build());
      }
    }
    return batch;
  }

  private static void check(List<String> ids) {
    if (ids.isEmpty()) {
      throw EmptyBatchRequestException.builder()
          .message("There should be at least one batch request entry in the request.")
          .statusCode(400)
          .build();
    }
    if (ids.size() > MOST) {
      throw TooManyEntriesInBatchRequestException.builder()
          .message(
              "Maximum number of entries per request are "
                  + MOST
                  + ". You have sent "
                  + ids.size()
                  + ".")
          .statusCode(400)
          .build();
    }
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
        throw InvalidBatchEntryIdException.builder()
            .message(
                "A batch entry id can only contain alphanumeric characters, hyphens and"
                    + " underscores. It can be at most 80 letters long.")
            .statusCode(400)
            .build();
      }
      if (!seen.add(id)) {
        throw BatchEntryIdsNotDistinctException.builder()
            .message("Id " + id + " repeated.")
            .statusCode(400)
            .build();
      }
    }
  }
}
