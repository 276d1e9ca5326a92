package ecommerce.local.codebuild;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads buildspecs strictly: a key that is not known, a value of another type, and what this
 * environment does not offer (batches, Secrets Manager, other users, proxies) is a failure that
 * names file, line and key.
 */
record BuildspecReader(String file) {

  private static final Set<String> PHASES = Set.of("install", "pre_build", "build", "post_build");

  /**
   * @throws Failure {@code YAML_FILE_ERROR}
   */
  static Buildspec read(String file, String text) {
    try {
      return new Compose(LoadSettings.builder().setLabel(file).build())
          .composeString(text)
          .map(node -> new BuildspecReader(file).spec(new SpecNode(file, "", node)))
          .orElseThrow(() -> new Failure("YAML_FILE_ERROR", file + ": the buildspec is empty"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new Failure("YAML_FILE_ERROR", file + " line " + line + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new Failure("YAML_FILE_ERROR", file + ": " + e.getMessage());
    }
  }

  private Buildspec spec(SpecNode root) {
    Map<String, SpecNode> all =
        root.children(
            Set.of("version", "env", "phases", "reports", "artifacts", "cache"),
            Set.of("run-as", "proxy", "batch"));
    version(root, all.get("version"));
    if (!all.containsKey("phases")) {
      throw root.wrong("has no phases");
    }
    Map<String, SpecNode> env =
        children(
            all.get("env"),
            Set.of("shell", "variables", "parameter-store", "exported-variables"),
            Set.of("secrets-manager", "git-credential-helper"));
    shell(env.get("shell"));
    Map<String, Buildspec.Phase> phases = new LinkedHashMap<>();
    all.get("phases")
        .children(PHASES, Set.of())
        .forEach((name, phase) -> phases.put(name, phase(name, phase)));
    Map<String, Buildspec.Files> reports = new LinkedHashMap<>();
    children(all.get("reports")).forEach((name, node) -> reports.put(name, report(node)));
    Map<String, SpecNode> artifacts =
        children(
            all.get("artifacts"),
            Set.of(
                "files",
                "name",
                "discard-paths",
                "base-directory",
                "exclude-paths",
                "secondary-artifacts"),
            Set.of("enable-symlinks", "s3-prefix"));
    Map<String, Buildspec.Files> secondary = new LinkedHashMap<>();
    children(artifacts.get("secondary-artifacts"))
        .forEach((name, node) -> secondary.put(name, secondary(node)));
    return new Buildspec(
        env.containsKey("variables") ? env.get("variables").textsByKey() : Map.of(),
        env.containsKey("parameter-store") ? env.get("parameter-store").textsByKey() : Map.of(),
        texts(env.get("exported-variables")),
        phases,
        reports,
        artifacts.containsKey("files") ? Optional.of(files(artifacts)) : Optional.empty(),
        secondary,
        texts(
            children(all.get("cache"), Set.of("paths"), Set.of("key", "fallback-keys", "action"))
                .get("paths")));
  }

  private static void version(SpecNode root, SpecNode version) {
    if (version == null) {
      throw root.wrong("has no version");
    }
    if (!version.text().equals("0.2")) {
      throw version.wrong("must be 0.2, not " + version.text());
    }
  }

  private static void shell(SpecNode shell) {
    if (shell != null && !Set.of("bash", "/bin/bash", "/bin/sh", "sh").contains(shell.text())) {
      throw shell.wrong("must be bash, not " + shell.text());
    }
  }

  private static Buildspec.Phase phase(String name, SpecNode node) {
    Set<String> known =
        name.equals("install")
            ? Set.of("commands", "finally", "on-failure", "runtime-versions")
            : Set.of("commands", "finally", "on-failure");
    Map<String, SpecNode> phase = node.children(known, Set.of("run-as"));
    return new Buildspec.Phase(
        texts(phase.get("commands")),
        texts(phase.get("finally")),
        onFailure(phase.get("on-failure")),
        phase.containsKey("runtime-versions")
            ? phase.get("runtime-versions").textsByKey()
            : Map.of());
  }

  private static Buildspec.OnFailure onFailure(SpecNode node) {
    if (node == null) {
      return Buildspec.OnFailure.AS_USUAL;
    }
    return switch (node.text()) {
      case "ABORT" -> Buildspec.OnFailure.ABORT;
      case "CONTINUE" -> Buildspec.OnFailure.CONTINUE;
      default -> throw node.wrong("must be ABORT or CONTINUE here, not " + node.text());
    };
  }

  private static Buildspec.Files report(SpecNode node) {
    Map<String, SpecNode> report =
        node.children(Set.of("files", "file-format", "base-directory", "discard-paths"), Set.of());
    SpecNode format = report.get("file-format");
    if (format != null && !format.text().equalsIgnoreCase("JUNITXML")) {
      throw format.wrong("must be JUNITXML here, not " + format.text());
    }
    requireFiles(node, report);
    return files(report);
  }

  private static Buildspec.Files secondary(SpecNode node) {
    Map<String, SpecNode> artifacts =
        node.children(
            Set.of("files", "name", "discard-paths", "base-directory", "exclude-paths"),
            Set.of("enable-symlinks", "s3-prefix"));
    requireFiles(node, artifacts);
    return files(artifacts);
  }

  private static void requireFiles(SpecNode node, Map<String, SpecNode> children) {
    if (!children.containsKey("files")) {
      throw node.wrong("has no files");
    }
  }

  private static Buildspec.Files files(Map<String, SpecNode> node) {
    return new Buildspec.Files(
        texts(node.get("files")),
        texts(node.get("exclude-paths")),
        Optional.ofNullable(node.get("name")).map(SpecNode::text),
        Optional.ofNullable(node.get("base-directory")).map(SpecNode::text).orElse("."),
        node.containsKey("discard-paths") && node.get("discard-paths").yes());
  }

  private static List<String> texts(SpecNode node) {
    return node == null ? List.of() : node.texts();
  }

  private static Map<String, SpecNode> children(SpecNode node) {
    return node == null ? Map.of() : node.children();
  }

  private static Map<String, SpecNode> children(
      SpecNode node, Set<String> known, Set<String> unsupported) {
    return node == null ? Map.of() : node.children(known, unsupported);
  }
}
