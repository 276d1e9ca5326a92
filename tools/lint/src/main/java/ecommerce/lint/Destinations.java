package ecommerce.lint;

import ecommerce.local.template.Position;
import java.util.Map;
import java.util.Optional;

/** Lambda sends a failed event on with the function's own role, which must be allowed to. */
final class Destinations {

  private static final Map<String, String> ACTIONS =
      Map.of(
          "AWS::SQS::Queue", "sqs:SendMessage",
          "AWS::SNS::Topic", "sns:Publish",
          "AWS::Lambda::Function", "lambda:InvokeFunction",
          "AWS::Events::EventBus", "events:PutEvents");

  private Destinations() {}

  static void maySend(
      Stack stack, StackResource function, String destination, Position place, Findings findings) {
    Optional<StackResource> to = stack.named(destination);
    String action = to.map(found -> ACTIONS.get(found.type())).orElse(null);
    if (action == null) {
      findings.add(
          place,
          "the destination %s is no queue, topic, function or bus of this stack: a service keeps its failures itself"
              .formatted(destination));
    } else if (!Grant.mayDo(stack, function, action, destination)) {
      findings.add(
          place,
          "the role of %s may not %s to %s: allow it, else Lambda cannot keep what failed and drops it"
              .formatted(function.id(), action, to.get().id()));
    }
  }
}
