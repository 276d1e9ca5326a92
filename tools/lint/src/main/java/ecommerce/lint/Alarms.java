package ecommerce.lint;

import ecommerce.local.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An alarm tells somebody, who finds what to do. */
final class Alarms implements Check {

  private static final String RUNBOOKS = "docs/runbooks.md";
  private static final Pattern LINK = Pattern.compile("docs/runbooks\\.md#([\\w-]+)$");
  private static final Pattern SECTION = Pattern.compile("^## `?([\\w-]+)`?", Pattern.MULTILINE);

  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public String explanation() {
    return "Each alarm of a service that builds on platform, in its template or in one that is"
        + " nested there, has a name with environment and service, tells platform's topic when it"
        + " rings and when it ends (AlarmActions, OKActions), and its description ends with a"
        + " section of docs/runbooks.md: else it rings and nobody comes, or nobody knows what to"
        + " do.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    if (!Monitoring.watched(service)) {
      return;
    }
    Set<String> sections = sections(checkout.root().resolve(RUNBOOKS));
    look(service, service.stack(), sections, findings);
    for (NestedStack nested : NestedStack.of(service)) {
      try {
        look(service, nested.stack(nested.resource().id()), sections, findings);
      } catch (TemplateException e) {
        findings.add(e.position(), e.reason());
      }
    }
  }

  private static void look(
      ServiceFolder service, Stack stack, Set<String> sections, Findings findings) {
    for (String type : Set.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")) {
      for (StackResource alarm : stack.resources(type)) {
        look(service, alarm, sections, findings);
      }
    }
  }

  private static void look(
      ServiceFolder service, StackResource alarm, Set<String> sections, Findings findings) {
    String prefix = "ecommerce-" + Symbols.ENVIRONMENT + "-" + service.name() + "-";
    if (!alarm.text("AlarmName").startsWith(prefix)) {
      findings.add(
          alarm.position("AlarmName"),
          "%s is not named ecommerce-{Environment}-%s-…: who is told of it does not know what it is of"
              .formatted(alarm.id(), service.name()));
    }
    for (String actions : new String[] {"AlarmActions", "OKActions"}) {
      if (!alarm.has(actions)) {
        findings.add(
            alarm.position(actions),
            "%s tells nobody: %s with the environment's topic".formatted(alarm.id(), actions));
      }
    }
    String description = alarm.text("AlarmDescription");
    Matcher link = LINK.matcher(description);
    if (!link.find()) {
      findings.add(
          alarm.position("AlarmDescription"),
          "%s does not say what to do: end AlarmDescription with docs/runbooks.md#SECTION"
              .formatted(alarm.id()));
    } else if (!sections.contains(link.group(1))) {
      findings.add(
          alarm.position("AlarmDescription"),
          "%s of %s has no section: write \"## %s\" in %s"
              .formatted(alarm.id(), service.name(), link.group(1), RUNBOOKS));
    }
  }

  private static Set<String> sections(Path file) {
    try {
      return Files.exists(file)
          ? SECTION
              .matcher(Files.readString(file))
              .results()
              .map(section -> section.group(1))
              .collect(Collectors.toSet())
          : Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
