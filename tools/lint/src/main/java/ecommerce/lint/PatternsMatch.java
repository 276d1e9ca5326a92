package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.template.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.event.ruler.Ruler;

/**
 * A rule's pattern matches events as their emitter documents them, by AWS's own matching. For every
 * value that the pattern asks for, an event with it is made from the schema; it must be valid by
 * the schema, and matched.
 */
final class PatternsMatch implements Check {

  private static final Set<List<String>> ENVELOPE =
      Set.of(List.of("source"), List.of("detail-type"), List.of("account"), List.of("region"));

  @Override
  public String name() {
    return "patterns";
  }

  @Override
  public String explanation() {
    return "Every field of a rule's pattern is in the schema of each event that it asks for, holds"
        + " a list, and an event that the emitter documents can have the values asked for;"
        + " tried with AWS's own matcher. No other tool finds a pattern that can never"
        + " match.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource rule : service.stack().resources("AWS::Events::Rule")) {
      JsonNode pattern = rule.at("EventPattern");
      boolean lists = true;
      for (EventPattern way : EventPattern.of(pattern)) {
        for (Map.Entry<List<String>, JsonNode> leaf : way.leaves().entrySet()) {
          if (!leaf.getValue().isArray()) {
            lists = false;
            findings.add(
                place(rule, leaf.getKey()),
                "%s of the pattern holds %s, which is no list: EventBridge takes [%s] only"
                    .formatted(String.join(".", leaf.getKey()), leaf.getValue(), leaf.getValue()));
          }
        }
      }
      if (lists) {
        EventPattern.of(pattern).forEach(way -> way(checkout, rule, way, findings));
      }
    }
  }

  private static void way(
      Checkout checkout, StackResource rule, EventPattern way, Findings findings) {
    for (String source : way.sources()) {
      Optional<EventCatalogue> catalogue = checkout.emitter(source).flatMap(EventCatalogue::of);
      for (String type : way.types()) {
        catalogue
            .flatMap(events -> events.event(type))
            .filter(event -> event.sources().equals(List.of(source)))
            .ifPresent(event -> event(rule, way, catalogue.get(), event, findings));
      }
    }
  }

  private static void event(
      StackResource rule,
      EventPattern way,
      EventCatalogue catalogue,
      EventCatalogue.Documented event,
      Findings findings) {
    List<List<String>> fields =
        way.leaves().keySet().stream().filter(path -> !ENVELOPE.contains(path)).toList();
    boolean known = true;
    for (List<String> path : fields) {
      if (catalogue.at(event.schema(), path).isMissingNode()) {
        known = false;
        findings.add(
            place(rule, path),
            "%s is not in the schema of %s: the rule %s would never match it"
                .formatted(String.join(".", path), event.type(), rule.id()));
      }
    }
    if (!known || !catalogue.sampleProblems(event).isEmpty()) {
      return;
    }
    if (fields.isEmpty()) {
      tried(rule, way, catalogue, event, null, null, findings);
    }
    for (List<String> path : fields) {
      for (JsonNode item : way.leaves().get(path)) {
        tried(rule, way, catalogue, event, path, item, findings);
      }
    }
  }

  /** An event with the first value of each list, but this item at this path. */
  private static void tried(
      StackResource rule,
      EventPattern way,
      EventCatalogue catalogue,
      EventCatalogue.Documented event,
      List<String> path,
      JsonNode item,
      Findings findings) {
    ObjectNode sample = new SampleEvents(catalogue).of(event);
    way.leaves()
        .forEach(
            (leaf, items) -> {
              if (leaf.equals(List.of("detail-type")) || leaf.equals(List.of("source"))) {
                return;
              }
              JsonNode wanted = leaf.equals(path) ? item : items.path(0);
              WantedValue.put(sample, leaf, wanted, catalogue.at(event.schema(), leaf));
            });
    String problems = catalogue.problems(event, sample);
    String asked = path == null ? "" : String.join(".", path) + " " + item;
    Position at = place(rule, path == null ? List.of() : path);
    if (!problems.isEmpty() && path != null) {
      findings.add(
          at, "no %s can have %s, by its schema: %s".formatted(event.type(), asked, problems));
    } else if (problems.isEmpty()) {
      refusal(rule.at("EventPattern"), sample)
          .ifPresent(
              why ->
                  findings.add(
                      at,
                      "EventBridge's matching refuses a %s that is made to match%s: %s"
                          .formatted(event.type(), asked.isEmpty() ? "" : " by " + asked, why)));
    }
    if (path != null && path.equals(List.of("detail", "changed")) && item.isTextual()) {
      changed(rule, catalogue, event, path, item.asText(), findings);
    }
  }

  private static void changed(
      StackResource rule,
      EventCatalogue catalogue,
      EventCatalogue.Documented event,
      List<String> path,
      String field,
      Findings findings) {
    JsonNode thing = catalogue.at(event.schema(), List.of("detail", "new"));
    if (thing.has("properties") && !thing.path("properties").has(field)) {
      findings.add(
          place(rule, path),
          "detail.changed names %s, which is no field of what %s tells: it never changes"
              .formatted(field, event.type()));
    }
  }

  /** Why the pattern does not match; the matcher throws for a pattern that is none. */
  private static Optional<String> refusal(JsonNode pattern, JsonNode event) {
    try {
      return Ruler.matchesRule(event.toString(), pattern.toString())
          ? Optional.empty()
          : Optional.of("they differ");
    } catch (Exception e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The line of the field, also inside of {@code $or}. */
  private static Position place(StackResource rule, List<String> path) {
    List<Position> found = new ArrayList<>();
    String wanted = "EventPattern." + String.join(".", path);
    rule.template()
        .propertyPaths(rule.id())
        .forEach(
            one -> {
              String text = one.text().replaceAll("\\.\\$or\\[\\d+]", "");
              if (text.equals(wanted)) {
                found.add(one.position());
              }
            });
    return found.isEmpty() ? rule.position("EventPattern") : found.getFirst();
  }
}
