package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Principal and NotPrincipal. */
final class PrincipalParser {

  private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:(iam::[0-9]{12}:(role|user)/|sts::[0-9]{12}:(assumed-role|federated-user)/)[^*?]+");

  private PrincipalParser() {}

  static Principals parse(JsonNode element, boolean excluded) {
    if (element.isTextual() && element.asText().equals("*")) {
      return new Principals(true, Set.of(), Set.of(), Set.of(), excluded);
    }
    if (!element.isObject() || element.isEmpty()) {
      throw new MalformedPolicy("Invalid principal in policy: " + element + ".");
    }
    // Federated and CanonicalUser are nobody here: there are no identity providers and no other
    // accounts.
    Elements.known(element, Set.of("AWS", "Service", "Federated", "CanonicalUser"));
    Set<String> accounts = new HashSet<>();
    Set<String> arns = new HashSet<>();
    boolean everyone = false;
    for (String principal :
        element.has("AWS") ? Elements.strings("AWS", element.get("AWS")) : List.<String>of()) {
      Matcher account = ACCOUNT.matcher(principal);
      if (principal.equals("*")) {
        everyone = true;
      } else if (account.matches()) {
        accounts.add(account.group(1));
      } else if (ARN.matcher(principal).matches()) {
        arns.add(principal);
      } else {
        throw new MalformedPolicy("Invalid principal in policy: \"AWS\":\"" + principal + "\".");
      }
    }
    return new Principals(everyone, accounts, arns, services(element), excluded);
  }

  private static Set<String> services(JsonNode element) {
    Set<String> services = new HashSet<>();
    if (element.has("Service")) {
      services.addAll(Elements.strings("Service", element.get("Service")));
    }
    for (String service : services) {
      if (!service.matches("[a-z0-9.-]+\\.amazonaws\\.com")) {
        throw new MalformedPolicy("Invalid principal in policy: \"SERVICE\":\"" + service + "\".");
      }
    }
    return services;
  }
}
