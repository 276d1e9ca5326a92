package ecommerce.local.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to what SAM makes for a resource: {@code Api.Stage}, {@code Api.Deployment}, {@code
 * Function.DestinationQueue} …
 */
final class SamReferences {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([^}!.]+\\.[^}.]+)((?:\\.[^}]+)?)}");
  private static final Map<String, String> API =
      Map.of("AWS::ApiGateway::Stage", "Stage", "AWS::ApiGateway::Deployment", "Deployment");
  private static final Map<String, String> FUNCTION =
      Map.of(
          "AWS::Lambda::Alias",
          "Alias",
          "AWS::Lambda::Version",
          "Version",
          "AWS::SNS::Topic",
          "DestinationTopic",
          "AWS::SQS::Queue",
          "DestinationQueue");

  private final Map<String, String> logicalIds = new HashMap<>();

  void add(SamResource origin, List<GeneratedResource> made) {
    Map<String, String> names =
        switch (origin.type()) {
          case SamApi.TYPE -> API;
          case SamFunction.TYPE -> FUNCTION;
          default -> Map.of();
        };
    made.stream()
        .filter(resource -> names.containsKey(resource.type()))
        .forEach(
            resource ->
                logicalIds.put(
                    origin.logicalId() + "." + names.get(resource.type()), resource.logicalId()));
  }

  /** The same with all these references put by logical ids. */
  Node resolved(Node node) {
    return Nodes.rewrite(node, value -> Intrinsic.in(value).flatMap(this::resolved).orElse(value));
  }

  private Optional<Node> resolved(Intrinsic intrinsic) {
    Nodes make = Nodes.at(intrinsic.position());
    Node argument = intrinsic.argument();
    return switch (intrinsic.name()) {
      case "Ref" -> Node.text(argument).map(logicalIds::get).map(make::ref);
      case "Fn::GetAtt" -> attribute(make, argument);
      case "Fn::Sub" -> {
        if (argument instanceof Node.Sequence list && !list.items().isEmpty()) {
          List<Node> items = new ArrayList<>(list.items());
          items.set(0, filled(items.getFirst()));
          yield Optional.of(make.map("Fn::Sub", new Node.Sequence(list.position(), items)));
        }
        yield Optional.of(make.map("Fn::Sub", filled(argument)));
      }
      default -> Optional.empty();
    };
  }

  private Optional<Node> attribute(Nodes make, Node argument) {
    if (!(argument instanceof Node.Sequence list)) {
      return Optional.empty();
    }
    List<String> steps =
        list.items().stream()
            .flatMap(item -> Node.text(item).stream())
            .flatMap(text -> Arrays.stream(text.split("\\.")))
            .toList();
    if (steps.size() < 3 || !logicalIds.containsKey(steps.get(0) + "." + steps.get(1))) {
      return Optional.empty();
    }
    String logicalId = logicalIds.get(steps.get(0) + "." + steps.get(1));
    return Optional.of(make.attribute(logicalId, String.join(".", steps.subList(2, steps.size()))));
  }

  private Node filled(Node text) {
    return Node.text(text)
        .map(
            given ->
                VARIABLE
                    .matcher(given)
                    .replaceAll(
                        match -> {
                          String id = logicalIds.get(match.group(1));
                          return Matcher.quoteReplacement(
                              id == null ? match.group() : "${" + id + match.group(2) + "}");
                        }))
        .map(filled -> Nodes.at(text.position()).text(filled))
        .orElse(text);
  }
}
