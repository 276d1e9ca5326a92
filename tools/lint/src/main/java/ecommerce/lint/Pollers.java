package ecommerce.lint;

import java.util.Optional;

/** An outage must not lose a record, nor one bad record hold up its stream. */
final class Pollers implements Check {

  /** Half a day is an outage that nobody was awake for; a stream forgets after a whole one. */
  private static final int LEAST_AGE = 43_200;

  private static final int MOST_AGE = 82_800;

  @Override
  public String name() {
    return "pollers";
  }

  @Override
  public String explanation() {
    return "A function behind a stream tries until a record is old, not so many times:"
        + " MaximumRetryAttempts is -1 and MaximumRecordAgeInSeconds from 43200 to 82800, so that"
        + " an outage of hours loses nothing and the failure destination is told an hour before the"
        + " stream forgets. Its code lets pass, and counts, what no retry can make readable"
        + " (Edge.follow). It has BisectBatchOnFunctionError, ReportBatchItemFailures and an"
        + " OnFailure destination that its role may send to. A function behind a queue has"
        + " ReportBatchItemFailures, a redrive policy and a visibility of at least six times its"
        + " timeout.";
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
    if (!mapping.text("MaximumRetryAttempts").equals("-1")) {
      findings.add(
          mapping.position("MaximumRetryAttempts"),
          "%s tries so many times: MaximumRetryAttempts: -1; else an outage of minutes uses the attempts up and its events are lost"
              .formatted(mapping.id()));
    }
    int age = mapping.at("MaximumRecordAgeInSeconds").asInt(-1);
    if (age < LEAST_AGE || age > MOST_AGE) {
      findings.add(
          mapping.position("MaximumRecordAgeInSeconds"),
          "%s does not try for a day: MaximumRecordAgeInSeconds from %d to %d; else an outage loses events, or the stream forgets a record before the failure destination is told"
              .formatted(mapping.id(), LEAST_AGE, MOST_AGE));
    }
    if (!mapping.text("BisectBatchOnFunctionError").equals("true")) {
      findings.add(
          mapping.position("BisectBatchOnFunctionError"),
          mapping.id()
              + " does not halve what fails: BisectBatchOnFunctionError: true; else one bad record"
              + " repeats its whole batch");
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
