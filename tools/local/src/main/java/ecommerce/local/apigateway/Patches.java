package ecommerce.local.apigateway;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * Patch operations of API Gateway's updates: {@code replace /description}, {@code remove
 * /variables/colour}.
 */
final class Patches {

  private Patches() {}

  /** {@code op path}, its last part left out where it names an element of a map. */
  static String of(PatchOperation patch) {
    return patch.opAsString() + " " + patch.path();
  }

  /** What stands after a prefix in a patch's path, unescaped as JSON pointers are. */
  static String element(PatchOperation patch, String prefix) {
    return patch.path().substring(prefix.length()).replace("~1", "/").replace("~0", "~");
  }

  static SavedApi apply(SavedApi api, PatchOperation patch) {
    String types = "/binaryMediaTypes/";
    return switch (patch.opAsString()) {
      case "replace" ->
          switch (patch.path()) {
            case "/name" -> api.named(patch.value());
            case "/description" -> api.described(patch.value());
            default -> throw refused(patch);
          };
      case "add" -> {
        if (!patch.path().startsWith(types)) {
          throw refused(patch);
        }
        List<String> more = new ArrayList<>(api.binaryMediaTypes());
        more.remove(element(patch, types));
        more.add(element(patch, types));
        yield api.withBinaryMediaTypes(more);
      }
      case "remove" -> {
        List<String> fewer = new ArrayList<>(api.binaryMediaTypes());
        if (!patch.path().startsWith(types) || !fewer.remove(element(patch, types))) {
          throw refused(patch);
        }
        yield api.withBinaryMediaTypes(fewer);
      }
      default -> throw refused(patch);
    };
  }

  static SavedStage apply(SavedStage stage, PatchOperation patch) {
    String variables = "/variables/";
    boolean removes = patch.opAsString().equals("remove");
    if (!removes && !patch.opAsString().equals("replace")) {
      throw refused(patch);
    }
    if (patch.path().startsWith(variables)) {
      String name = element(patch, variables);
      return removes ? stage.without(name) : stage.with(name, patch.value());
    }
    if (MethodPatches.owns(patch.path())) {
      return stage.with(MethodPatches.apply(stage.methods(), patch));
    }
    if (removes) {
      if (patch.path().equals("/accessLogSettings")) {
        return stage.logging(SavedStage.AccessLog.NONE);
      }
      throw refused(patch);
    }
    SavedStage.AccessLog log = stage.accessLog();
    return switch (patch.path()) {
      case "/deploymentId" -> stage.deployed(patch.value());
      case "/description" -> stage.described(patch.value());
      case "/tracingEnabled" -> stage.tracing(Boolean.parseBoolean(patch.value()));
      case "/accessLogSettings/destinationArn" ->
          stage.logging(new SavedStage.AccessLog(patch.value(), log.format()));
      case "/accessLogSettings/format" ->
          stage.logging(new SavedStage.AccessLog(log.destination(), patch.value()));
      default -> throw refused(patch);
    };
  }

  static BadRequestException refused(PatchOperation patch) {
    return badRequest(
        "Invalid patch operation specified: '"
            + of(patch)
            + "' is not supported by this environment");
  }

  static BadRequestException badRequest(String message) {
    return (BadRequestException)
        BadRequestException.builder().message(message).statusCode(400).build();
  }
}
