package ecommerce.local.apigateway;

import java.util.List;
import java.util.Optional;

/**
 * Understands who may call an operation: everyone, or callers with a signature. As API Gateway, it
 * takes an operation's own {@code security} only; a document that relies on its root-level one,
 * which API Gateway ignores, is refused.
 */
final class SecurityReader {

  private final Spot root;
  private final Spot schemes;

  SecurityReader(Spot root) {
    this.root = root;
    Spot definitions = root.at("securityDefinitions");
    this.schemes = definitions.exists() ? definitions : root.at("components").at("securitySchemes");
  }

  boolean isIam(Spot operation) {
    Spot auth = operation.at(OpenApiReader.PREFIX + "auth").at("type");
    if (auth.exists()) {
      return isIamType(auth);
    }
    Spot security = operation.at("security");
    if (!security.exists() && !root.at("security").elements().isEmpty()) {
      throw operation.wrong("has no security of its own, and API Gateway ignores the document's");
    }
    List<Spot> alternatives = security.elements();
    if (alternatives.size() > 1) {
      throw security.wrong("has alternatives, of which API Gateway takes only one");
    }
    return !alternatives.isEmpty() && requiresIam(alternatives.getFirst());
  }

  private static boolean isIamType(Spot type) {
    return switch (type.requiredText()) {
      case "AWS_IAM" -> true;
      case "NONE" -> false;
      default ->
          throw type.wrong("is " + type.requiredText() + "; only AWS_IAM and NONE are supported");
    };
  }

  private boolean requiresIam(Spot requirement) {
    List<String> names = requirement.names();
    if (names.size() > 1) {
      throw requirement.wrong("names several schemes; only one is supported");
    }
    if (names.isEmpty() || names.getFirst().equals("NONE") && !schemes.at("NONE").exists()) {
      return false;
    }
    Spot scheme = schemes.at(names.getFirst());
    if (!scheme.exists()) {
      throw requirement.wrong(
          "names the security scheme '" + names.getFirst() + "', which is not defined");
    }
    Optional<String> type = scheme.at(OpenApiReader.PREFIX + "authtype").text();
    if (!type.equals(Optional.of("awsSigv4"))) {
      throw requirement.wrong(
          "names the scheme '"
              + names.getFirst()
              + "'; only schemes with "
              + OpenApiReader.PREFIX
              + "authtype awsSigv4 are supported: no API keys, no Lambda or Cognito authorizers");
    }
    return true;
  }
}
