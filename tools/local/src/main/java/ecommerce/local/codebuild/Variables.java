package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Api;
import ecommerce.local.Endpoints;
import ecommerce.local.Identity;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;

/**
 * The variables that a build begins with: those of the machine but for AWS's own, so that HOME,
 * PATH and tools are the person's; {@code CODEBUILD_…}; this environment as AWS's endpoint; and the
 * project's, which go before the buildspec's. Values may be parameters, read as the role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">Environment
 *     variables in build environments</a>
 */
record Variables(Account account, Endpoints endpoints, Api api) {

  /** What every process of a build carries. */
  static final String MARK = "CODEBUILD_BUILD_ARN";

  /**
   * @param sources folders of the sources, by identifier; the primary one under an empty one
   */
  Map<String, String> first(Build build, Map<String, Path> sources) {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CODEBUILD_"));
    // Else a person's own profile would go before the role.
    all.put("AWS_CONFIG_FILE", "/dev/null");
    all.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    all.put("AWS_REGION", account.region());
    all.put("AWS_DEFAULT_REGION", account.region());
    all.put("AWS_ENDPOINT_URL", endpoints.url());
    all.put("CODEBUILD_CI", "true");
    all.put(MARK, build.arn());
    all.put("CODEBUILD_BUILD_ID", build.id());
    all.put("CODEBUILD_BUILD_NUMBER", String.valueOf(build.buildNumber()));
    all.put("CODEBUILD_BUILD_IMAGE", build.environment().image());
    all.put("CODEBUILD_BUILD_SUCCEEDING", "1");
    all.put("CODEBUILD_INITIATOR", build.initiator());
    all.put("CODEBUILD_START_TIME", String.valueOf(build.startTime().toEpochMilli()));
    all.put("CODEBUILD_PROJECT_ARN", new Arns(account).project(build.projectName()));
    put(all, "CODEBUILD_LOG_PATH", build.logs().streamName());
    put(all, "CODEBUILD_KMS_KEY_ID", build.encryptionKey());
    put(all, "CODEBUILD_SOURCE_REPO_URL", build.source().location());
    put(all, "CODEBUILD_SOURCE_VERSION", build.sourceVersion());
    put(all, "CODEBUILD_RESOLVED_SOURCE_VERSION", build.resolvedSourceVersion());
    sources.forEach(
        (identifier, folder) ->
            all.put(
                "CODEBUILD_SRC_DIR" + (identifier.isEmpty() ? "" : "_" + identifier),
                folder.toString()));
    return all;
  }

  private static void put(Map<String, String> all, String name, String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  /** The buildspec's variables and parameters, and over them the project's. */
  Map<String, String> own(Build build, Buildspec spec, Identity role) {
    Map<String, String> own = new LinkedHashMap<>(spec.variables());
    spec.parameters().forEach((name, parameter) -> own.put(name, parameter(name, parameter, role)));
    for (EnvironmentVariable variable : build.environment().environmentVariables()) {
      own.put(
          variable.name(),
          variable.type() == EnvironmentVariableType.PARAMETER_STORE
              ? parameter(variable.name(), variable.value(), role)
              : variable.value());
    }
    return own;
  }

  private String parameter(String variable, String name, Identity role) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("WithDecryption", true);
    request.putArray("Names").add(name);
    JsonNode answer;
    try {
      answer = api.call(role, "ssm", "GetParameters", request);
    } catch (Fault e) {
      throw Failure.client(
          "parameter " + name + " for the variable " + variable + ": " + e.getMessage());
    }
    List<JsonNode> found = List.copyOf(answer.path("Parameters").findParents("Value"));
    if (found.isEmpty()) {
      throw Failure.client(
          "parameter " + name + " for the variable " + variable + " does not exist");
    }
    return found.getFirst().path("Value").asText();
  }
}
