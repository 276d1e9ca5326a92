package ecommerce.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

class StartupCacheTest {

  @TempDir Path directory;

  private List<Path> caches() {
    try (Stream<Path> files = Files.list(directory.resolve("lambda/aot"))) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String greet(World world) {
    return world
        .client
        .invoke(r -> r.functionName("greet").payload(SdkBytes.fromUtf8String("{\"name\":\"Ada\"}")))
        .payload()
        .asUtf8String();
  }

  @Test
  void makesCacheOfFirstProcessAndStartsEvenWithBrokenOne() throws Exception {
    LambdaOptions options = new LambdaOptions(Zips.runtime(), 10, Duration.ofMillis(500), 1, true);
    try (World world = new World(directory, options)) {
      world.client.createFunction(world.function("greet", "Greeter::greet").build());
      assertThat(greet(world)).contains("Hello Ada");
      World.eventually(() -> caches().size() == 1);
      assertThat(greet(world)).contains("Hello Ada");
      World.eventually(() -> world.lambda.environments("greet") == 0);
      Files.writeString(caches().getFirst(), "no cache at all");
      assertThat(greet(world)).contains("Hello Ada");
    }
  }

  @Test
  void sharesCachesWithOtherEnvironments() throws Exception {
    Path shared = directory.resolve("lambda/aot");
    LambdaOptions options =
        new LambdaOptions(Zips.runtime(), 10, Duration.ofMillis(500), 1, true).sharing(shared);
    try (World world = new World(directory.resolve("one"), options)) {
      world.client.createFunction(world.function("greet", "Greeter::greet").build());
      assertThat(greet(world)).contains("Hello Ada");
      World.eventually(() -> caches().size() == 1);
    }
    try (World world = new World(directory.resolve("other"), options)) {
      world.client.createFunction(world.function("greet", "Greeter::greet").build());
      assertThat(greet(world)).contains("Hello Ada");
      assertThat(
              ProcessHandle.current()
                  .descendants()
                  .map(process -> process.info().commandLine().orElse("")))
          .as("processes that map the cache of the environment before")
          .anyMatch(command -> command.contains("-XX:AOTCache=" + caches().getFirst()));
    }
  }
}
