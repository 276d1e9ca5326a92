package ecommerce.local.codebuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Ends every process of a build: its shell, what came from it, and what carries the build's ARN in
 * its variables though its parent is gone. A process of its own waits for that, so that a build
 * ends with the environment too, however that ends.
 */
final class Reaper implements AutoCloseable {

  /** Waits until its input ends; kills in rounds, because what is killed may just have forked. */
  private static final String SCRIPT =
      """
      read -r _
      below() {
        local child
        for child in $(ps -eo pid=,ppid= | awk -v p="$1" '$2 == p {print $1}'); do
          echo "$child"
          below "$child"
        done
      }
      marked() {
        local file
        for file in /proc/[0-9]*/environ; do
          if grep -qszF "$2" "$file"; then file=${file#/proc/}; echo "${file%/environ}"; fi
        done
      }
      for round in 1 2 3 4 5; do
        pids=$({ kill -0 "$1" 2>/dev/null && echo "$1"; below "$1"; marked "$@"; } | sort -un | grep -vxF "$$")
        [ -z "$pids" ] && break
        kill -KILL $pids 2>/dev/null
      done
      exit 0
      """;

  private final ProcessHandle build;
  private final Process process;

  Reaper(ProcessHandle build, String buildArn) {
    this.build = build;
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "--noprofile",
            "--norc",
            "-c",
            SCRIPT,
            "reaper",
            String.valueOf(build.pid()),
            Variables.MARK + "=" + buildArn);
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    if (path != null) {
      builder.environment().put("PATH", path);
    }
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      this.process = builder.start();
    } catch (IOException e) {
      build.destroyForcibly();
      throw new UncheckedIOException("bash cannot be started", e);
    }
  }

  /** Ends the build's processes now. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has done it already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    build.descendants().forEach(ProcessHandle::destroyForcibly);
    build.destroyForcibly();
  }
}
