package ecommerce.cli.deploy;

import ecommerce.deploy.StackDifference;
import ecommerce.deploy.stacks.ResourceChange;
import ecommerce.deploy.stacks.ResourceChange.PropertyChange;
import ecommerce.deploy.stacks.StackPreview;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints what would change in an environment. */
final class DifferenceOutput {

  /** Whether properties are shown with their values. */
  enum Values {
    SHOWN,
    HIDDEN
  }

  private static final String NONE = "(none)";

  private final PrintWriter out;

  DifferenceOutput(PrintWriter out) {
    this.out = out;
  }

  /** The resources. */
  void changes(StackDifference difference, Values values) {
    StackPreview preview = difference.preview();
    if (preview.isEmpty()) {
      out.println(preview.stack() + " unchanged");
    } else {
      out.println(preview.stack() + (preview.isNew() ? " would be made" : " would be changed"));
    }
    if (!difference.missing().isEmpty()) {
      out.println(
          "  as its template says; CloudFormation can be asked once there is "
              + String.join(", ", difference.missing()));
    }
    for (ResourceChange change : preview.changes()) {
      out.println("  " + sign(change) + " " + change.logicalId() + " (" + change.type() + ")");
      properties(change, values);
    }
    out.flush();
  }

  /** Resources with values, parameters, and the template's text. */
  void all(StackDifference difference) {
    changes(difference, Values.SHOWN);
    difference
        .parameters()
        .forEach(
            parameter ->
                out.println(
                    "  parameter "
                        + parameter.name()
                        + ": "
                        + shown(parameter.before())
                        + " → "
                        + shown(parameter.after())));
    if (!difference.preview().isNew()) {
      difference.template().forEach(line -> out.println("  " + line));
    }
    out.flush();
  }

  private void properties(ResourceChange change, Values values) {
    if (change.properties().isEmpty()) {
      return;
    }
    if (values == Values.HIDDEN) {
      out.println(
          change.properties().stream()
              .map(PropertyChange::name)
              .distinct()
              .collect(Collectors.joining(", ", "      ", "")));
      return;
    }
    for (PropertyChange property : change.properties()) {
      boolean known = property.before().isPresent() || property.after().isPresent();
      out.println(
          "      "
              + property.name()
              + (known ? ": " + shown(property.before()) + " → " + shown(property.after()) : ""));
    }
  }

  private static String shown(Optional<String> value) {
    return value.orElse(NONE);
  }

  private static String sign(ResourceChange change) {
    return switch (change.kind()) {
      case ADDED -> "+ new";
      case CHANGED -> "~ changed";
      case REPLACED -> "± replaced";
      case PERHAPS_REPLACED -> "± perhaps replaced";
      case REMOVED -> "- removed";
    };
  }
}
