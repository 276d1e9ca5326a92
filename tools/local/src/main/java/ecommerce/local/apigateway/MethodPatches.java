package ecommerce.local.apigateway;

import ecommerce.local.apigateway.MethodSettings.Setting;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * The patches of a stage's method settings: {@code /{method}/throttling/rateLimit}, {@code
 * …/burstLimit}, {@code …/metrics/enabled}, {@code …/logging/loglevel} (OFF alone), {@code
 * …/logging/dataTrace} (false alone). Caching is refused.
 */
final class MethodPatches {

  private static final Set<String> OFF_ONLY = Set.of("logging/loglevel", "logging/dataTrace");

  private MethodPatches() {}

  /** Whether a path is one of a method's settings: it has two parts before the setting's two. */
  static boolean owns(String path) {
    return path.matches("/[^/]+/[^/]+(/(throttling|metrics|logging|caching)/[A-Za-z]+)?")
        && !path.startsWith("/accessLogSettings/")
        && !path.startsWith("/variables/");
  }

  static MethodSettings apply(MethodSettings settings, PatchOperation patch) {
    String[] parts = patch.path().substring(1).split("/");
    String key = parts[0] + "/" + parts[1];
    if (parts.length == 2) {
      if (!patch.opAsString().equals("remove")) {
        throw Patches.refused(patch);
      }
      return settings.without(key);
    }
    if (!patch.opAsString().equals("replace")) {
      throw Patches.refused(patch);
    }
    String setting = parts[2] + "/" + parts[3];
    Setting present = settings.at(key);
    return settings.with(key, changed(present, setting, patch));
  }

  private static Setting changed(Setting present, String setting, PatchOperation patch) {
    try {
      return switch (setting) {
        case "throttling/rateLimit" -> present.withRate(Double.parseDouble(patch.value()));
        case "throttling/burstLimit" -> present.withBurst(Integer.parseInt(patch.value()));
        case "metrics/enabled" -> present.withMetrics(Boolean.parseBoolean(patch.value()));
        default -> {
          boolean off = patch.value().equalsIgnoreCase("OFF") || patch.value().equals("false");
          if (!OFF_ONLY.contains(setting) || !off) {
            throw Patches.refused(patch);
          }
          yield present;
        }
      };
    } catch (NumberFormatException e) {
      throw Patches.badRequest("Invalid value of " + patch.path() + ": " + patch.value());
    }
  }
}
