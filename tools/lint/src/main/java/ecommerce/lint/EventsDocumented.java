package ecommerce.lint;

import ecommerce.local.template.Position;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service's code says on the bus is what its events.yaml documents. Read from the sources: a
 * string that has the form of a detail-type, in a file that makes events.
 */
final class EventsDocumented implements Check {

  private static final Pattern TYPE =
      Pattern.compile(
          "\"([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)*(?:Created|Modified|Deleted|Started|Completed|Failed"
              + "|Processed|Cancelled|Refunded|[a-z]ed))\"");

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String explanation() {
    return "Every detail-type that a service's code emits has a schema in its resources/events.yaml"
        + " with the service's source, and every schema there is emitted (or says x-planned: true):"
        + " consumers are written against this file and nothing else.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    EventCatalogue catalogue = EventCatalogue.of(service).orElse(null);
    Map<String, EventCatalogue.Documented> documented =
        catalogue == null ? Map.of() : catalogue.events();
    SequencedMap<String, Position> emitted = emitted(service, documented.keySet());
    emitted.forEach(
        (type, place) -> {
          if (!documented.containsKey(type)) {
            findings.add(
                place,
                "%s is emitted but not in %s/resources/events.yaml: describe it there, so that others can consume it"
                    .formatted(type, service.name()));
          } else if (documented.get(type).planned()) {
            findings.add(
                documented.get(type).place(), type + " is emitted by now: take x-planned out");
          }
        });
    documented
        .values()
        .forEach(
            event -> {
              if (!emitted.containsKey(event.type()) && !event.planned()) {
                findings.add(
                    event.place(),
                    "%s is documented, but no source of %s emits it: take it out, or write x-planned: true if it is promised"
                        .formatted(event.type(), service.name()));
              }
              if (!event.sources().equals(java.util.List.of(service.eventSource()))) {
                findings.add(
                    event.place(),
                    "%s must have the source enum [%s]: a service speaks for itself only"
                        .formatted(event.type(), service.eventSource()));
              }
              sample(catalogue, event, findings);
            });
  }

  private static void sample(
      EventCatalogue catalogue, EventCatalogue.Documented event, Findings findings) {
    String problems = catalogue.sampleProblems(event);
    if (!problems.isEmpty()) {
      findings.add(
          event.place(),
          "no sample of %s can be made from its schema (%s): give the property an example"
              .formatted(event.type(), problems));
    }
  }

  /** What sounds like an event, and what is documented as one, however it sounds. */
  private static SequencedMap<String, Position> emitted(
      ServiceFolder service, Set<String> documented) {
    SequencedMap<String, Position> found = new TreeMap<>();
    for (ServiceFolder.SourceFile source : service.sources()) {
      if (source.lines().stream().noneMatch(line -> line.contains("new Event("))) {
        continue;
      }
      for (int i = 0; i < source.lines().size(); i++) {
        String line = source.lines().get(i);
        Position place = new Position(source.file(), i + 1);
        documented.stream()
            .filter(type -> line.contains("\"" + type + "\""))
            .forEach(type -> found.putIfAbsent(type, place));
        Matcher matcher = TYPE.matcher(line);
        while (matcher.find()) {
          boolean metric = line.substring(0, matcher.start()).endsWith("count(");
          if (!metric) {
            found.putIfAbsent(matcher.group(1), place);
          }
        }
      }
    }
    return found;
  }
}
