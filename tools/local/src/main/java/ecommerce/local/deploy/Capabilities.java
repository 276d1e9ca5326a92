package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a template may only do where the caller says that it is known: making identities, and being
 * changed by transforms.
 */
final class Capabilities {

  static final String IAM = "CAPABILITY_IAM";
  static final String NAMED_IAM = "CAPABILITY_NAMED_IAM";
  static final String AUTO_EXPAND = "CAPABILITY_AUTO_EXPAND";

  /** Types that make identities, with the property that names one. */
  private static final Map<String, String> IDENTITIES =
      Map.of(
          "AWS::IAM::AccessKey", "",
          "AWS::IAM::Group", "GroupName",
          "AWS::IAM::InstanceProfile", "InstanceProfileName",
          "AWS::IAM::ManagedPolicy", "ManagedPolicyName",
          "AWS::IAM::Policy", "",
          "AWS::IAM::Role", "RoleName",
          "AWS::IAM::User", "UserName",
          "AWS::IAM::UserToGroupAddition", "");

  private Capabilities() {}

  /** What the resources of a plain template need, and the types for which they do. */
  static Map<String, Set<String>> of(JsonNode resources) {
    Map<String, Set<String>> needed = new TreeMap<>();
    resources.forEach(
        resource -> {
          String type = resource.path("Type").asText();
          String name = IDENTITIES.get(type);
          if (name != null) {
            boolean named = !name.isEmpty() && resource.path("Properties").has(name);
            needed.computeIfAbsent(named ? NAMED_IAM : IAM, any -> new LinkedHashSet<>()).add(type);
          }
        });
    if (needed.containsKey(NAMED_IAM)) {
      needed.remove(IAM);
    }
    return needed;
  }

  /** Those of the needed ones that were not given; naming identities includes making them. */
  static List<String> missing(Set<String> needed, Set<String> given) {
    return needed.stream()
        .filter(one -> !given.contains(one) && !(one.equals(IAM) && given.contains(NAMED_IAM)))
        .toList();
  }

  static String refusal(List<String> missing) {
    return "Requires capabilities : [" + String.join(", ", missing) + "]";
  }
}
