package ecommerce.local.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What stacks export to each other. A name is exported once; an export that another stack imports
 * neither changes nor goes.
 */
final class Exports {

  /** A value that a stack exports. */
  record Export(StackRecord stack, String name, String value) {}

  private final StackRecords stacks;

  Exports(StackRecords stacks) {
    this.stacks = stacks;
  }

  /** All of them, by name. */
  List<Export> all() {
    List<Export> all = new ArrayList<>();
    for (StackRecord stack : stacks.all()) {
      if (!stack.deleted()) {
        stack
            .contents()
            .outputs()
            .forEach(
                output ->
                    output
                        .exportName()
                        .ifPresent(name -> all.add(new Export(stack, name, output.value()))));
      }
    }
    all.sort(java.util.Comparator.comparing(Export::name));
    return all;
  }

  Optional<Export> find(String name) {
    return all().stream().filter(export -> export.name().equals(name)).findFirst();
  }

  /** The names of the stacks that import it. */
  List<String> importers(String name) {
    return stacks.all().stream()
        .filter(stack -> !stack.deleted() && stack.contents().imports().contains(name))
        .map(StackRecord::name)
        .sorted()
        .toList();
  }

  /**
   * @throws IllegalArgumentException where a stack cannot give these outputs because of others
   */
  void check(StackRecord stack, List<StackOutput> wanted) {
    Map<String, StackOutput> mine =
        wanted.stream()
            .filter(output -> output.exportName().isPresent())
            .collect(
                Collectors.toMap(
                    output -> output.exportName().orElseThrow(),
                    Function.identity(),
                    (one, other) -> {
                      throw new IllegalArgumentException(
                          "the outputs "
                              + one.name()
                              + " and "
                              + other.name()
                              + " have the same export name "
                              + one.exportName().orElseThrow());
                    }));
    for (Export export : all()) {
      StackOutput output = mine.get(export.name());
      if (!export.stack().id().equals(stack.id())) {
        if (output != null) {
          throw new IllegalArgumentException(
              "Export with name "
                  + export.name()
                  + " is already exported by stack "
                  + export.stack().name()
                  + ". Rollback requested by user.");
        }
      } else if (output == null) {
        refuseInUse("Export " + export.name() + " cannot be deleted", export.name());
      } else if (!output.value().equals(export.value())) {
        refuseInUse("Export " + export.name() + " cannot be updated", export.name());
      }
    }
  }

  /**
   * @throws IllegalArgumentException where a stack that another imports from shall go
   */
  void checkRemoval(StackRecord stack) {
    stack.contents().outputs().stream()
        .flatMap(output -> output.exportName().stream())
        .forEach(name -> refuseInUse("Export " + name + " cannot be deleted", name));
  }

  private void refuseInUse(String what, String name) {
    List<String> importers = importers(name);
    if (!importers.isEmpty()) {
      throw new IllegalArgumentException(
          what + " as it is in use by " + String.join(" and ", importers));
    }
  }
}
