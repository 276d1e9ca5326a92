package ecommerce.local.codebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The languages that a buildspec asks for, as far as this machine has them. A JDK of the version is
 * looked for and becomes {@code JAVA_HOME}; of the others the one that is there must be of the
 * version. What is not there is a failure, with what is.
 */
final class RuntimeVersions {

  private static final Map<String, String> COMMANDS =
      Map.of("python", "python3", "nodejs", "node", "ruby", "ruby", "golang", "go", "php", "php");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");

  private RuntimeVersions() {}

  /**
   * @param variables what the build has so far
   * @return variables that it needs beside
   */
  static Map<String, String> resolve(Map<String, String> wanted, Map<String, String> variables) {
    Map<String, String> more = new LinkedHashMap<>();
    wanted.forEach(
        (language, version) -> {
          if (language.equals("java")) {
            more.putAll(java(version, variables));
          } else {
            require(language, version, variables);
          }
        });
    return more;
  }

  private static Map<String, String> java(String version, Map<String, String> variables) {
    String wanted = version.replaceFirst("^[a-z]+", "");
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(variables.get("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    homes.add(Path.of(System.getProperty("java.home")));
    try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
      installed.sorted().forEach(homes::add);
    } catch (IOException e) {
      // There is no such folder on this machine.
    }
    List<String> there = new ArrayList<>();
    for (Path home : homes) {
      Optional<String> found = release(home);
      found.ifPresent(there::add);
      if (found.filter(v -> wanted.equals("latest") || matches(v, wanted)).isPresent()
          && Files.isExecutable(home.resolve("bin/javac"))) {
        return Map.of(
            "JAVA_HOME",
            home.toString(),
            "PATH",
            home.resolve("bin") + ":" + variables.getOrDefault("PATH", "/usr/bin:/bin"));
      }
    }
    throw Failure.client(
        "runtime-versions: java "
            + version
            + " is not on this machine; there are "
            + String.join(", ", there.stream().distinct().toList()));
  }

  private static Optional<String> release(Path home) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(release.getProperty("JAVA_VERSION"))
        .map(quoted -> quoted.replace("\"", ""));
  }

  private static void require(String language, String version, Map<String, String> variables) {
    String command = COMMANDS.get(language);
    if (command == null) {
      throw Failure.client("runtime-versions: " + language + " is not offered here");
    }
    String there = print(command, variables);
    Matcher number = NUMBER.matcher(there);
    boolean holds =
        number.find()
            && (version.equals("latest")
                || matches(number.group(), version.replaceFirst("(\\.x)+$", "")));
    if (!holds) {
      throw Failure.client(
          "runtime-versions: "
              + language
              + " "
              + version
              + " is not on this machine"
              + (there.isEmpty() ? "" : "; there is " + there.strip()));
    }
  }

  private static boolean matches(String there, String wanted) {
    return there.equals(wanted) || there.startsWith(wanted + ".");
  }

  private static String print(String command, Map<String, String> variables) {
    String flag = command.equals("go") ? "version" : "--version";
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command + " " + flag).redirectErrorStream(false);
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
