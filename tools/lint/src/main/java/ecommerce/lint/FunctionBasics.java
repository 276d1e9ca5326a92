package ecommerce.lint;

import java.util.Map;

/** Every function says what it is, runs on what the others run on, and logs where logs end. */
final class FunctionBasics implements Check {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "Description", "say in one line what it is for: it stands in the console and in lists",
          "Timeout", "the default of 3 seconds is too short for a cold start",
          "MemorySize", "the default of 128 MB is a fourteenth of a processor");

  @Override
  public String name() {
    return "functions";
  }

  @Override
  public String explanation() {
    return "Every function has java25 on arm64, a Description, a Timeout and a MemorySize, and logs"
        + " into a log group of its stack with a retention: what nobody set is what nobody chose,"
        + " and logs that never end are paid for ever.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource function : service.stack().functions()) {
      REQUIRED.forEach(
          (property, why) -> {
            if (!function.has(property)) {
              findings.add(function.position(), function.id() + " has no " + property + ": " + why);
            }
          });
      if (!function.text("Runtime").equals("java25")) {
        findings.add(
            function.position("Runtime"),
            function.id() + " does not run on java25, as all services do: one runtime to patch");
      }
      if (!StackResource.texts(function.at("Architectures")).equals(java.util.List.of("arm64"))) {
        findings.add(
            function.position("Architectures"),
            function.id()
                + " does not run on arm64, which costs a fifth less for the same work:"
                + " Architectures: [arm64]");
      }
      logs(service, function, findings);
    }
    for (StackResource group : service.stack().resources("AWS::Logs::LogGroup")) {
      if (!group.has("RetentionInDays")) {
        findings.add(
            group.position(),
            group.id() + " has no RetentionInDays: its logs would be kept, and paid, for ever");
      }
    }
  }

  private static void logs(ServiceFolder service, StackResource function, Findings findings) {
    boolean own =
        service
            .stack()
            .named(function.text("LoggingConfig", "LogGroup"))
            .filter(group -> group.is("AWS::Logs::LogGroup"))
            .isPresent();
    if (!own) {
      findings.add(
          function.position("LoggingConfig"),
          "%s does not log into a log group of this stack: set LoggingConfig.LogGroup, else Lambda makes a group without retention that outlives the stack"
              .formatted(function.id()));
    }
  }
}
