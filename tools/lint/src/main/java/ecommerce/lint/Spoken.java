package ecommerce.lint;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resolved strings as people say them: {@code Table/index/user} for an ARN of this stack, {@code
 * {products/table/name}} for what another service exports.
 */
final class Spoken {

  private static final Pattern ARN = Pattern.compile("arn:aws:[a-z-]*:[a-z0-9-]*:[0-9]*:");
  private static final Pattern PARAMETER =
      Pattern.compile("</ecommerce/" + Symbols.ENVIRONMENT + "/([^>]+)>");
  private static final Pattern RESOURCE = Pattern.compile("<([A-Za-z0-9]+)(?:\\.Arn)?>");

  private Spoken() {}

  static String resource(String text) {
    String plain = ARN.matcher(text).replaceAll("");
    plain = PARAMETER.matcher(plain).replaceAll("{$1}");
    plain = RESOURCE.matcher(plain).replaceAll("$1").replaceAll("<([^>]+)>", "$1");
    return "`" + plain.replace(Symbols.ENVIRONMENT, "{Environment}") + "`";
  }

  static String list(List<String> texts) {
    return texts.stream().map(Spoken::resource).collect(Collectors.joining(", "));
  }

  static String codes(List<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
  }

  /** Who acts with a role: functions, data sources, rules; the role itself where none does. */
  static String holder(ServiceFolder service, String role) {
    String holders =
        service.stack().resources().stream()
            .flatMap(
                resource ->
                    switch (resource.type()) {
                      case "AWS::Lambda::Function" -> holds(resource, "Role", role, resource.id());
                      case "AWS::AppSync::DataSource" ->
                          holds(resource, "ServiceRoleArn", role, resource.text("Name"));
                      case "AWS::Events::Rule" -> acts(resource, role);
                      default -> Stream.empty();
                    })
            .collect(Collectors.joining(", "));
    return service.name() + " " + (holders.isEmpty() ? role : holders);
  }

  /** A rule that acts on a target with the role. */
  private static Stream<String> acts(StackResource rule, String role) {
    return rule.at("Targets")
            .valueStream()
            .anyMatch(
                target ->
                    Symbols.resource(target.path("RoleArn").asText())
                        .filter(role::equals)
                        .isPresent())
        ? Stream.of(rule.id())
        : Stream.empty();
  }

  private static Stream<String> holds(
      StackResource resource, String property, String role, String name) {
    return Symbols.resource(resource.text(property)).filter(role::equals).isPresent()
        ? Stream.of(name)
        : Stream.empty();
  }
}
