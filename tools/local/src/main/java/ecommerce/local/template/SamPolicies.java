package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names that SAM knows in {@code Policies}: its policy templates, and AWS's managed policies. */
final class SamPolicies {

  /** Read once: never changes. */
  private static final SamPolicies KNOWN = new SamPolicies();

  private final JsonNode templates;
  private final Map<String, String> managed = new HashMap<>();

  private SamPolicies() {
    try {
      templates = new ObjectMapper().readTree(resource("policy-templates.json"));
      new String(resource("managed-policies.txt"), StandardCharsets.UTF_8)
          .lines()
          .forEach(path -> managed.put(path.substring(path.lastIndexOf('/') + 1), path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SamPolicies known() {
    return KNOWN;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SamPolicies.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** The ARN of a managed policy of AWS; another name or an ARN is given back as it is. */
  String managedArn(String partition, String name) {
    return Optional.ofNullable(managed.get(name))
        .map(path -> "arn:" + partition + ":iam::aws:policy/" + path)
        .orElse(name);
  }

  /**
   * The policy document of a template like {@code {SQSPollerPolicy: {QueueName: …}}}; empty where
   * it is no template.
   */
  Optional<Node.Mapping> document(Node.Mapping policy) {
    if (policy.entries().size() != 1 || !templates.has(policy.entries().firstEntry().getKey())) {
      return Optional.empty();
    }
    String name = policy.entries().firstEntry().getKey();
    Node given = policy.entries().firstEntry().getValue();
    if (!(given instanceof Node.Mapping values)) {
      throw new TemplateException(
          given.position(), "the policy template " + name + " needs its parameters as a mapping");
    }
    for (JsonNode parameter : templates.get(name).get("Parameters")) {
      if (values.get(parameter.textValue()).isEmpty()) {
        throw new TemplateException(
            given.position(), "the policy template " + name + " needs " + parameter.textValue());
      }
    }
    return Optional.of(
        (Node.Mapping)
            fill(Node.of(policy.position(), templates.get(name).get("Definition")), values));
  }

  /** The values are not gone through again: a {@code Ref} in them is the template's own. */
  private static Node fill(Node node, Node.Mapping values) {
    Optional<Node> value =
        Intrinsic.in(node)
            .filter(found -> found.name().equals("Ref"))
            .flatMap(ref -> Node.text(ref.argument()))
            .flatMap(values::get);
    if (value.isPresent()) {
      return value.get();
    }
    return switch (node) {
      case Node.Mapping mapping -> {
        var entries = new java.util.LinkedHashMap<String, Node>();
        mapping.entries().forEach((key, entry) -> entries.put(key, fill(entry, values)));
        yield new Node.Mapping(mapping.position(), entries);
      }
      case Node.Sequence list ->
          new Node.Sequence(
              list.position(), list.items().stream().map(item -> fill(item, values)).toList());
      case Node.Scalar scalar -> scalar;
    };
  }
}
