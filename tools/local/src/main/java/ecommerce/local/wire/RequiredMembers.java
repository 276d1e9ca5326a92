package ecommerce.local.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Which members a request must have. The SDK's model classes do not say it; AWS's service models
 * do, and {@code required-members.json} is made from them ({@code
 * tools/local/oracle/required_members.py}).
 */
final class RequiredMembers {

  /**
   * Names of required members: of requests by operation, of structures inside by their own name.
   */
  private record Model(Map<String, List<String>> operations, Map<String, List<String>> shapes) {}

  private static final Map<String, Model> MODELS = load();
  private static final Model NONE = new Model(Map.of(), Map.of());

  private RequiredMembers() {}

  private static Map<String, Model> load() {
    try (InputStream in = RequiredMembers.class.getResourceAsStream("required-members.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws Fault a {@code ValidationException} naming the first member that is missing
   */
  static void check(String service, String operation, SdkPojo request) {
    Model model = MODELS.getOrDefault(service, NONE);
    check(model, model.operations().getOrDefault(operation, List.of()), "", request);
  }

  /** The required members of an operation's request, by their model names. */
  static List<String> of(String service, String operation) {
    return MODELS.getOrDefault(service, NONE).operations().getOrDefault(operation, List.of());
  }

  private static void check(Model model, List<String> required, String path, SdkPojo shape) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      String name =
          path
              + field.memberName().substring(0, 1).toLowerCase(Locale.ROOT)
              + field.memberName().substring(1);
      if (!ShapeWriter.isSet(value)) {
        if (required.stream().anyMatch(field.memberName()::equalsIgnoreCase)) {
          throw Fault.validation(
              "1 validation error detected: Value null at '"
                  + name
                  + "' failed to satisfy constraint: Member must not be null");
        }
        continue;
      }
      inside(model, name, value);
    }
  }

  private static void inside(Model model, String name, Object value) {
    switch (value) {
      case SdkPojo nested ->
          check(
              model, model.shapes().getOrDefault(shapeName(nested), List.of()), name + ".", nested);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof SdkPojo nested) {
            inside(model, name + "." + (i + 1) + ".member", nested);
          }
        }
      }
      case Map<?, ?> map ->
          map.forEach(
              (key, nested) -> {
                if (nested instanceof SdkPojo) {
                  inside(model, name + "." + key, nested);
                }
              });
      default -> {}
    }
  }

  private static String shapeName(SdkPojo shape) {
    return shape.getClass().getSimpleName();
  }
}
