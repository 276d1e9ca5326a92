package ecommerce.lint;

import ecommerce.local.template.Position;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A function is called as the class that does its work, and that class is there. */
final class Handlers implements Check {

  @Override
  public String name() {
    return "handlers";
  }

  @Override
  public String explanation() {
    return "A function's logical id is the simple name of its handler class, which lies in"
        + " ecommerce.<service>.handlers of the service's own sources: a wrong Handler shows"
        + " only at the first invocation, and one name leads from a log line to the code.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    String expected = service.javaPackage() + ".handlers.";
    Set<String> ids = new TreeSet<>();
    for (StackResource function : service.stack().functions()) {
      String handler = function.text("Handler");
      Position place = function.position("Handler");
      String simple = handler.substring(handler.lastIndexOf('.') + 1);
      ids.add(simple);
      if (!handler.equals(expected + simple)) {
        findings.add(
            place,
            "the handler %s is not in the package %shandlers: a service's functions are its own classes, one each"
                .formatted(handler, service.javaPackage() + "."));
      } else if (!exists(service, handler)) {
        findings.add(
            place,
            "the class %s is not in src/main/java: the function would fail at its first invocation"
                .formatted(handler));
      } else if (!named(function, simple)) {
        findings.add(
            function.position(),
            "the function %s has the handler class %s: give both one name"
                .formatted(function.id(), simple));
      }
    }
    idle(service, ids, findings);
  }

  /** CDK adds a hash of eight digits to the id that its author gave. */
  private static boolean named(StackResource function, String simple) {
    return function.id().equals(simple) || function.id().matches(simple + "[0-9A-F]{8}");
  }

  private static boolean exists(ServiceFolder service, String handler) {
    return Files.exists(
        service.directory().resolve("src/main/java/" + handler.replace('.', '/') + ".java"));
  }

  private static void idle(ServiceFolder service, Set<String> used, Findings findings) {
    for (ServiceFolder.SourceFile source : service.sources()) {
      List<String> lines = new ArrayList<>(source.lines());
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.matches(".*\\bclass \\w+.*") && handles(lines, i)) {
          String name = line.replaceAll(".*\\bclass (\\w+).*", "$1");
          if (!used.contains(name)) {
            findings.add(
                new Position(source.file(), i + 1),
                "%s handles requests but no function of the template has it as its Handler"
                    .formatted(name));
          }
          break;
        }
      }
    }
  }

  private static boolean handles(List<String> lines, int at) {
    String head = lines.get(at) + (at + 1 < lines.size() ? lines.get(at + 1) : "");
    return head.matches(".*\\bimplements\\b.*\\bRequest(Stream)?Handler\\b.*");
  }
}
