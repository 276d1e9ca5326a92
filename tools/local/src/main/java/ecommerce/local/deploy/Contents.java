package ecommerce.local.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a stack holds at a time, and what a roll-back brings back.
 *
 * @param definition what it was made from; empty before anything was
 * @param resources by logical id, in the order in which they were made
 * @param imports the names of other stacks' exports that its template uses
 */
record Contents(
    Optional<Definition> definition,
    Map<String, Made> resources,
    List<StackOutput> outputs,
    Set<String> imports) {

  static final Contents NONE = new Contents(Optional.empty(), Map.of(), List.of(), Set.of());

  Contents {
    resources = new LinkedHashMap<>(resources);
    outputs = List.copyOf(outputs);
    imports = Set.copyOf(imports);
  }

  Contents with(String logicalId, Made made) {
    Map<String, Made> more = new LinkedHashMap<>(resources);
    more.put(logicalId, made);
    return new Contents(definition, more, outputs, imports);
  }

  Contents without(String logicalId) {
    Map<String, Made> fewer = new LinkedHashMap<>(resources);
    fewer.remove(logicalId);
    return new Contents(definition, fewer, outputs, imports);
  }

  Contents from(Definition now) {
    return new Contents(Optional.of(now), resources, outputs, imports);
  }

  Contents giving(List<StackOutput> now, Set<String> imported) {
    return new Contents(definition, resources, now, imported);
  }

  /** Hashes of the local files that resources were made from. */
  Set<String> files() {
    return resources.values().stream()
        .flatMap(made -> made.files().values().stream())
        .collect(Collectors.toSet());
  }

  /** The same in an environment that is reached elsewhere now. */
  Contents moved(String from, String to) {
    Map<String, Made> moved = new LinkedHashMap<>();
    resources.forEach(
        (logicalId, made) -> moved.put(logicalId, made.with(made.resource().moved(from, to))));
    return new Contents(definition, moved, outputs, imports);
  }
}
