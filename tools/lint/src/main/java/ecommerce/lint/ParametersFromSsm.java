package ecommerce.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** metadata.yaml and the template's Parameters say the same. */
final class ParametersFromSsm implements Check {

  private static final String TYPE = "AWS::SSM::Parameter::Value<String>";

  /** What every template may take beside: they come from environments.yaml. */
  private static final Set<String> OWN_TYPES = Set.of("String", "Number", "CommaDelimitedList");

  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public String explanation() {
    return "What a service knows of another comes as a parameter of type "
        + TYPE
        + " that metadata.yaml names with its Systems Manager name; every other parameter has a"
        + " default. So deployment can fill in all of them, and no stack needs another one's"
        + " exports.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    Map<String, String> named = service.service().parameters();
    JsonNode declared = service.template().at("Parameters");
    for (String parameter : named.keySet()) {
      JsonNode found = declared.path(parameter);
      if (found.isMissingNode()) {
        findings.add(
            service.metadata().position("parameters", parameter),
            "the template has no parameter "
                + parameter
                + ": take it out here, or declare it in template.yaml with the Type "
                + TYPE);
      } else if (!found.path("Type").asText().equals(TYPE)) {
        findings.add(
            service.template().position("Parameters", parameter, "Type"),
            "%s is a %s, but metadata.yaml gives it a Systems Manager name: make it a %s, so that CloudFormation looks the value up"
                .formatted(parameter, found.path("Type").asText(), TYPE));
      }
    }
    declared
        .properties()
        .forEach(entry -> written(service, entry.getKey(), entry.getValue(), findings));
  }

  private static void written(
      ServiceFolder service, String name, JsonNode parameter, Findings findings) {
    String type = parameter.path("Type").asText();
    var place = service.template().position("Parameters", name);
    boolean named = service.service().parameters().containsKey(name);
    if (type.startsWith("AWS::SSM::") && !named) {
      findings.add(
          place,
          name
              + " comes from Systems Manager, but metadata.yaml does not say from where: add it"
              + " to its parameters, as /ecommerce/{Environment}/SERVICE/RESOURCE/TYPE");
    } else if (OWN_TYPES.contains(type) && !named && !parameter.has("Default")) {
      findings.add(
          place,
          name
              + " has no Default: give it one, so that the template deploys with Environment and"
              + " the Systems Manager names alone");
    }
    String text = service.template().tree().toString();
    boolean used =
        text.contains("\"" + name + "\"") && uses(service, name)
            || text.contains("${" + name + "}");
    if (!used) {
      findings.add(
          place, name + " is used nowhere in the template: take it out, here and in metadata.yaml");
    }
  }

  /** Beside its declaration: as a value, since tags are left out of the tree. */
  private static boolean uses(ServiceFolder service, String name) {
    for (String section : new String[] {"Conditions", "Globals", "Resources", "Outputs"}) {
      if (service.template().at(section).toString().contains("\"" + name + "\"")) {
        return true;
      }
    }
    return false;
  }
}
