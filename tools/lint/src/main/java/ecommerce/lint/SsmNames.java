package ecommerce.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems Manager names have one form, and who asks for one asks for something that is there. */
final class SsmNames implements Check {

  private static final Pattern FORM =
      Pattern.compile(
          "/ecommerce/\\{Environment}/([a-z][a-z0-9-]*)/([a-z][a-z0-9-]*)/([a-z][a-z0-9-]*)");

  @Override
  public String name() {
    return "ssm-names";
  }

  @Override
  public String explanation() {
    return "Services find each other under /ecommerce/{Environment}/{service}/{resource}/{type}. A"
        + " service exports under its own name only, and what another asks for is exported"
        + " by the template of the service in the name; else the first deployment of an"
        + " environment fails.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    service
        .service()
        .parameters()
        .forEach((parameter, name) -> wanted(service, checkout, parameter, name, findings));
    String own = "/ecommerce/" + Symbols.ENVIRONMENT + "/" + service.name() + "/";
    for (StackResource exported : service.stack().resources("AWS::SSM::Parameter")) {
      String name = exported.text("Name");
      if (!name.startsWith(own) || !FORM.matcher(Exports.form(name)).matches()) {
        findings.add(
            exported.position("Name"),
            "%s is not of the form %s{resource}/{type}: others look for it there, and no two services may claim one name"
                .formatted(Exports.form(name), Exports.form(own)));
      }
    }
  }

  private static void wanted(
      ServiceFolder service, Checkout checkout, String parameter, String name, Findings findings) {
    var place = service.metadata().position("parameters", parameter);
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      findings.add(
          place,
          "%s is not of the form /ecommerce/{Environment}/{service}/{resource}/{type}"
              .formatted(name));
      return;
    }
    if (form.group(1).equals(service.name())) {
      findings.add(
          place,
          name
              + " is this service's own: refer to the resource with !Ref or !GetAtt; a stack cannot"
              + " read what it has not written yet");
      return;
    }
    Optional<ServiceFolder> other = checkout.service(form.group(1));
    if (other.isPresent() && !Exports.of(other.get()).contains(name)) {
      findings.add(
          place,
          "%s/template.yaml does not export %s; it exports %s"
              .formatted(other.get().name(), name, String.join(", ", Exports.of(other.get()))));
    }
  }
}
