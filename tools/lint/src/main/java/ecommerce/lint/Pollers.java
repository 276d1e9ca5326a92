package ecommerce.lint;

import java.util.List;
import java.util.Optional;

/** One bad record must not hold up a stream, nor be lost. */
final class Pollers implements Check {

  private static final List<String> STREAM_LIMITS =
      List.of("MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "BisectBatchOnFunctionError");

  @Override
  public String name() {
    return "pollers";
  }

  @Override
  public String explanation() {
    return "A function behind a stream has MaximumRetryAttempts, MaximumRecordAgeInSeconds,"
        + " BisectBatchOnFunctionError, ReportBatchItemFailures and an OnFailure destination"
        + " that its role may send to; behind a queue ReportBatchItemFailures, a redrive"
        + " policy and a visibility of at least six times the function's timeout. The"
        + " defaults retry a poison record for a day, and everything behind it waits.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource mapping : service.stack().resources("AWS::Lambda::EventSourceMapping")) {
      if (!StackResource.texts(mapping.at("FunctionResponseTypes"))
          .contains("ReportBatchItemFailures")) {
        findings.add(
            mapping.position("FunctionResponseTypes"),
            mapping.id()
                + " does not report single failures: FunctionResponseTypes:"
                + " [ReportBatchItemFailures]; else one bad record repeats its whole batch");
      }
      Optional<StackResource> queue =
          service
              .stack()
              .named(mapping.text("EventSourceArn"))
              .filter(source -> source.is("AWS::SQS::Queue"));
      if (queue.isPresent()) {
        queue(service.stack(), mapping, queue.get(), findings);
      } else {
        stream(service.stack(), mapping, findings);
      }
    }
  }

  private static void stream(Stack stack, StackResource mapping, Findings findings) {
    for (String limit : STREAM_LIMITS) {
      if (!mapping.has(limit) || mapping.text(limit).equals("false")) {
        findings.add(
            mapping.position(limit),
            "%s has no %s: a record that cannot be handled holds up its shard for a day"
                .formatted(mapping.id(), limit));
      }
    }
    String destination = mapping.text("DestinationConfig", "OnFailure", "Destination");
    if (destination.isEmpty()) {
      findings.add(
          mapping.position("DestinationConfig"),
          mapping.id() + " has no OnFailure destination: what it gives up is lost");
      return;
    }
    stack
        .function(mapping.text("FunctionName"))
        .ifPresent(
            function ->
                Destinations.maySend(
                    stack, function, destination, mapping.position("DestinationConfig"), findings));
  }

  private static void queue(
      Stack stack, StackResource mapping, StackResource queue, Findings findings) {
    if (!queue.has("RedrivePolicy", "deadLetterTargetArn")) {
      findings.add(
          queue.position("RedrivePolicy"),
          queue.id()
              + " has no RedrivePolicy: a message that cannot be handled comes back until it is"
              + " too old, and is lost");
    }
    int timeout =
        stack
            .function(mapping.text("FunctionName"))
            .map(function -> function.at("Timeout").asInt(3))
            .orElse(3);
    int visibility = queue.at("VisibilityTimeout").asInt(30);
    if (visibility < 6 * timeout) {
      findings.add(
          queue.position("VisibilityTimeout"),
          "%s hides a message for %d s, the function may take %d s: at least six times as long, as AWS advises, else messages are handled twice at once"
              .formatted(queue.id(), visibility, timeout));
    }
  }
}
