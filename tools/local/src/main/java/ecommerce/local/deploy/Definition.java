package ecommerce.local.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a stack is made from.
 *
 * @param template the key of its text among the templates
 * @param parameters as they were given, in full: also those that tools must not see
 * @param shown all parameters, as {@code DescribeStacks} shows them
 */
record Definition(
    String template,
    Map<String, String> parameters,
    List<Shown> shown,
    Map<String, String> tags,
    Set<String> capabilities,
    Optional<String> description) {

  /**
   * @param value {@code ****} where the template says NoEcho
   * @param resolved the value behind the name of a Systems Manager parameter
   */
  record Shown(String name, String value, Optional<String> resolved) {}

  Definition {
    parameters = new LinkedHashMap<>(parameters);
    shown = List.copyOf(shown);
    tags = new LinkedHashMap<>(tags);
    capabilities = Set.copyOf(capabilities);
  }
}
