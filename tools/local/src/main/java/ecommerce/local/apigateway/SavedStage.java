package ecommerce.local.apigateway;

import java.util.HashMap;
import java.util.Map;

/**
 * A stage of a REST API.
 *
 * @param accessLog where a line for each request goes; empty where none does
 * @param tracing is shown as it was set; traces are not collected
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
    return new SavedStage(
        apiId,
        name,
        newDeployment,
        description,
        created,
        updated,
        variables,
        accessLog,
        methods,
        tracing,
        tags);
  }

  SavedStage described(String text) {
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        text,
        created,
        updated,
        variables,
        accessLog,
        methods,
        tracing,
        tags);
  }

  SavedStage with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        updated,
        more,
        accessLog,
        methods,
        tracing,
        tags);
  }

  SavedStage without(String variable) {
    Map<String, String> fewer = new HashMap<>(variables);
    fewer.remove(variable);
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        updated,
        fewer,
        accessLog,
        methods,
        tracing,
        tags);
  }

  SavedStage logging(AccessLog log) {
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        updated,
        variables,
        log,
        methods,
        tracing,
        tags);
  }

  SavedStage with(MethodSettings settings) {
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        updated,
        variables,
        accessLog,
        settings,
        tracing,
        tags);
  }

  SavedStage tracing(boolean traced) {
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        updated,
        variables,
        accessLog,
        methods,
        traced,
        tags);
  }

  SavedStage tagged(Map<String, String> others) {
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        updated,
        variables,
        accessLog,
        methods,
        tracing,
        others);
  }

  SavedStage updatedAt(long millis) {
    return new SavedStage(
        apiId,
        name,
        deploymentId,
        description,
        created,
        millis,
        variables,
        accessLog,
        methods,
        tracing,
        tags);
  }
}
