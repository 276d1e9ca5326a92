package ecommerce.local.apigateway;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A stage of a REST API.
 *
 * @param accessLog where a line for each request goes; empty where none does
 * @param tracing whether its requests are traced
 */
record SavedStage(
    String apiId,
    String name,
    String deploymentId,
    String description,
    long created,
    long updated,
    Map<String, String> variables,
    AccessLog accessLog,
    MethodSettings methods,
    boolean tracing,
    Map<String, String> tags) {

  /**
   * @param destination ARN of a log group, or nothing
   */
  record AccessLog(String destination, String format) {
    static final AccessLog NONE = new AccessLog("", "");
  }

  SavedStage {
    variables = Map.copyOf(variables);
    methods = methods == null ? MethodSettings.none() : methods;
    tags = Map.copyOf(tags);
  }

  String key() {
    return key(apiId, name);
  }

  static String key(String apiId, String name) {
    return apiId + "/" + name;
  }

  SavedStage deployed(String newDeployment) {
    return but(draft -> draft.deploymentId = newDeployment);
  }

  SavedStage described(String text) {
    return but(draft -> draft.description = text);
  }

  SavedStage with(String variable, String value) {
    return but(draft -> draft.variables.put(variable, value));
  }

  SavedStage without(String variable) {
    return but(draft -> draft.variables.remove(variable));
  }

  SavedStage logging(AccessLog log) {
    return but(draft -> draft.accessLog = log);
  }

  SavedStage with(MethodSettings settings) {
    return but(draft -> draft.methods = settings);
  }

  SavedStage tracing(boolean traced) {
    return but(draft -> draft.tracing = traced);
  }

  SavedStage tagged(Map<String, String> others) {
    return but(draft -> draft.tags = others);
  }

  SavedStage updatedAt(long millis) {
    return but(draft -> draft.updated = millis);
  }

  private SavedStage but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new SavedStage(
        apiId,
        name,
        draft.deploymentId,
        draft.description,
        created,
        draft.updated,
        draft.variables,
        draft.accessLog,
        draft.methods,
        draft.tracing,
        draft.tags);
  }

  /** What of a stage changes. */
  private static final class Draft {
    private String deploymentId;
    private String description;
    private long updated;
    private final Map<String, String> variables;
    private AccessLog accessLog;
    private MethodSettings methods;
    private boolean tracing;
    private Map<String, String> tags;

    private Draft(SavedStage stage) {
      deploymentId = stage.deploymentId;
      description = stage.description;
      updated = stage.updated;
      variables = new HashMap<>(stage.variables);
      accessLog = stage.accessLog;
      methods = stage.methods;
      tracing = stage.tracing;
      tags = stage.tags;
    }
  }
}
