package ecommerce.local.template;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The event {@code Api} of an API that has its own definition: the permission for the one method
 * and path.
 */
final class SamApiEvent {

  private static final Set<String> SUPPORTED = Set.of("RestApiId", "Path", "Method");

  private final SamResource function;
  private final GeneratedResource lambda;
  private final SamResource event;
  private final SamParameters parameters;
  private final Node.Mapping resources;

  SamApiEvent(
      SamResource function,
      GeneratedResource lambda,
      SamResource event,
      SamParameters parameters,
      Node.Mapping resources) {
    this.function = function;
    this.lambda = lambda;
    this.event = event.allowing(SUPPORTED);
    this.parameters = parameters;
    this.resources = resources;
  }

  GeneratedResource permission() {
    Node api =
        event
            .property("RestApiId")
            .orElseThrow(
                () ->
                    new TemplateException(
                        event.position(),
                        "event %s needs RestApiId: an API without a definition of its own is not supported"
                            .formatted(event.logicalId())));
    String path =
        event
            .requiredText("Path")
            .replaceFirst("^(.+)/$", "$1")
            .replaceAll("\\{([a-zA-Z0-9._-]+\\+?)}", "*");
    String method = event.requiredText("Method").toUpperCase(Locale.ROOT);
    String arn =
        "arn:%s:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/%s%s"
            .formatted(parameters.partition(), method.equals("ANY") ? "*" : method, path);
    Nodes make = Nodes.at(event.position());
    Node source =
        make.map(
            "Fn::Sub", make.list(make.text(arn), make.object("__ApiId__", api, "__Stage__", "*")));
    return SamPermission.of(
        function, lambda, event, "apigateway.amazonaws.com", source, stage(api));
  }

  /**
   * What the permission is named by: the stage's name, {@code Stage} where it is only known later.
   */
  private String stage(Node api) {
    String logicalId = apiId(api).orElse("");
    if (!(resources.get(logicalId).orElse(null) instanceof Node.Mapping resource)) {
      throw event.wrong("RestApiId", "does not refer to an API of this template");
    }
    return SamResource.properties(logicalId, resource)
        .get("StageName")
        .flatMap(Node::text)
        .orElse("Stage");
  }

  /** The logical id of the API that an event names, where it is one of the template. */
  static Optional<String> apiId(Node api) {
    return Intrinsic.in(api)
        .filter(found -> found.name().equals("Ref"))
        .flatMap(ref -> Node.text(ref.argument()))
        .or(() -> Node.text(api));
  }
}
