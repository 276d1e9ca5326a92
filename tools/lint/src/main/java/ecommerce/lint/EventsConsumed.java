package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.Position;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** metadata.yaml's {@code consumes} and the template's rules say the same. */
final class EventsConsumed implements Check {

  static final String EVERYTHING = "*";

  @Override
  public String name() {
    return "consumes";
  }

  @Override
  public String explanation() {
    return "Which events a service consumes stands in its metadata.yaml (consumes: service →"
        + " detail-types; \"*\": [\"*\"] for everything), is documented by the emitter's"
        + " resources/events.yaml, and is what the template's rules ask for: who changes an event"
        + " finds its consumers, and a rule that nothing can match is found here and not by a"
        + " customer.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    Map<String, Set<String>> asked = new LinkedHashMap<>();
    for (StackResource rule : service.stack().resources("AWS::Events::Rule")) {
      if (rule.has("ScheduleExpression")) {
        continue; // time starts it, no event
      }
      for (EventPattern way : EventPattern.of(rule.at("EventPattern"))) {
        rule(service, rule, way, asked, findings);
      }
    }
    service
        .metadata()
        .at("consumes")
        .properties()
        .forEach(
            entry -> {
              for (String type : StackResource.texts(entry.getValue())) {
                declared(service, checkout, entry.getKey(), type, asked, findings);
              }
            });
  }

  private static void rule(
      ServiceFolder service,
      StackResource rule,
      EventPattern way,
      Map<String, Set<String>> asked,
      Findings findings) {
    Position place = rule.position("EventPattern");
    if (way.sources().isEmpty() && way.types().isEmpty()) {
      asked.computeIfAbsent(EVERYTHING, any -> new LinkedHashSet<>()).add(EVERYTHING);
      if (!declares(service, EVERYTHING, EVERYTHING)) {
        findings.add(
            place,
            "the rule %s asks for neither source nor detail-type, so it gets every event: name them, or declare consumes: {\"*\": [\"*\"]} in metadata.yaml"
                .formatted(rule.id()));
      }
      return;
    }
    if (way.sources().isEmpty() || way.types().isEmpty()) {
      findings.add(
          place,
          "the rule %s does not name both source and detail-type as strings: what others will emit one day must not start a function that does not know it"
              .formatted(rule.id()));
      return;
    }
    for (String source : way.sources()) {
      String emitter = source.startsWith("ecommerce.") ? source.substring(10) : source;
      for (String type : way.types()) {
        asked.computeIfAbsent(emitter, any -> new LinkedHashSet<>()).add(type);
        if (!declares(service, emitter, type)) {
          findings.add(
              place,
              "the rule %s asks for %s of %s, which metadata.yaml does not declare: add it to consumes"
                  .formatted(rule.id(), type, emitter));
        }
      }
    }
  }

  private static boolean declares(ServiceFolder service, String emitter, String type) {
    JsonNode types = service.metadata().at("consumes", emitter);
    return StackResource.texts(types).contains(type);
  }

  private static void declared(
      ServiceFolder service,
      Checkout checkout,
      String emitter,
      String type,
      Map<String, Set<String>> asked,
      Findings findings) {
    Position place = service.metadata().position("consumes", emitter);
    if (!asked.getOrDefault(emitter, Set.of()).contains(type)) {
      findings.add(
          place,
          "no rule of the template asks for %s of %s: take it out of consumes, or add the rule"
              .formatted(type, emitter));
    }
    if (emitter.equals(EVERYTHING)) {
      return;
    }
    boolean known = checkout.service(emitter).isPresent();
    boolean documented =
        checkout
            .service(emitter)
            .flatMap(EventCatalogue::of)
            .flatMap(catalogue -> catalogue.event(type))
            .isPresent();
    if (!documented) {
      findings.add(
          place,
          known
              ? "%s/resources/events.yaml has no %s: the rule would never match; it has %s"
                  .formatted(emitter, type, documentedBy(checkout, emitter))
              : "%s is no service of this checkout, so nobody emits its %s"
                  .formatted(emitter, type));
    }
  }

  private static List<String> documentedBy(Checkout checkout, String emitter) {
    return checkout
        .service(emitter)
        .flatMap(EventCatalogue::of)
        .map(catalogue -> List.copyOf(catalogue.events().keySet()))
        .orElse(List.of());
  }
}
