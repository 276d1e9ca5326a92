package ecommerce.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.template.References;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the resources that a stack has now answer, and what other stacks export. */
final class StackReferences implements References {

  private final Supplier<StackRecord> stack;
  private final Exports exports;
  private final Set<String> imported = new TreeSet<>();

  StackReferences(Supplier<StackRecord> stack, Exports exports) {
    this.stack = stack;
    this.exports = exports;
  }

  /** The names of the exports that were asked for. */
  Set<String> imported() {
    return imported;
  }

  @Override
  public String ref(String logicalId) {
    return made(logicalId).physicalId();
  }

  @Override
  public JsonNode attribute(String logicalId, String name) {
    JsonNode value = made(logicalId).attributes().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          logicalId + " has no attribute " + name + " that is supported");
    }
    return value;
  }

  private Resource made(String logicalId) {
    Made made = stack.get().resources().get(logicalId);
    if (made == null) {
      throw new IllegalArgumentException(logicalId + " is not made yet");
    }
    return made.resource();
  }

  @Override
  public Optional<String> exported(String name) {
    imported.add(name);
    return exports.find(name).map(Exports.Export::value);
  }
}
