package ecommerce.lint;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may start each function, and what may fill each queue or topic without a role. */
final class InvocationsTable {

  private InvocationsTable() {}

  static MarkdownTable of(Checkout checkout) {
    MarkdownTable table =
        new MarkdownTable(
            "What AWS services may start or fill", "function, queue or topic", "by", "from");
    for (ServiceFolder service : checkout.services()) {
      Stack stack = service.stack();
      for (StackResource function : stack.functions()) {
        for (StackResource permission : Permissions.of(stack, function)) {
          String who =
              Permissions.invoked(stack, permission).map(InvocationTarget::toString).orElse("");
          table.row(
              service.name() + " " + who,
              permission.text("Principal"),
              from(stack, permission.text("SourceArn")));
        }
        for (StackResource mapping : stack.resources("AWS::Lambda::EventSourceMapping")) {
          InvocationTarget.of(stack, mapping.text("FunctionName"))
              .filter(target -> target.id().equals(function.id()))
              .ifPresent(
                  target ->
                      table.row(
                          service.name() + " " + target,
                          "its own role, polling",
                          Spoken.resource(mapping.text("EventSourceArn"))));
        }
      }
      for (ResourceStatement statement : ResourceStatement.of(stack)) {
        table.row(
            service.name()
                + " "
                + Stream.of("Queues", "Topics")
                    .flatMap(of -> StackResource.texts(statement.policy().at(of)).stream())
                    .collect(Collectors.joining(", "))
                    .replaceAll("[<>]", ""),
            statement.anyone() ? "anyone" : String.join(", ", statement.services()),
            Spoken.list(statement.sources()));
      }
    }
    return table;
  }

  /** A rule by its events, anything else by its ARN. */
  private static String from(Stack stack, String source) {
    StackResource rule =
        stack.named(source).filter(found -> found.is("AWS::Events::Rule")).orElse(null);
    if (rule == null) {
      return Spoken.resource(source);
    }
    if (rule.has("ScheduleExpression")) {
      return "a schedule";
    }
    Set<String> events = new LinkedHashSet<>();
    for (EventPattern way : EventPattern.of(rule.at("EventPattern"))) {
      events.add(
          way.types().isEmpty()
              ? "every event"
              : Spoken.codes(way.types()) + " of " + String.join(", ", way.sources()));
    }
    return String.join("; ", events);
  }
}
