package ecommerce.lint;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a service's template writes to Systems Manager, by name with {@code {Environment}}. */
final class Exports {

  private Exports() {}

  static SortedSet<String> of(ServiceFolder service) {
    return service.stack().resources("AWS::SSM::Parameter").stream()
        .map(parameter -> form(parameter.text("Name")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String form(String name) {
    return name.replace("/" + Symbols.ENVIRONMENT + "/", "/{Environment}/");
  }
}
