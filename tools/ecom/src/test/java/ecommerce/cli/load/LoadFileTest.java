package ecommerce.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.cli.site.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadFileTest {

  @TempDir Path directory;

  private static LoadReport report() {
    LoadRecord record = new LoadRecord();
    record.took("createOrder", Duration.ofMillis(100));
    record.failed("no answer");
    return record.report("test", Duration.ofSeconds(60));
  }

  private LoadFile holding(String text) throws IOException {
    return new LoadFile(Files.writeString(directory.resolve("load.json"), text));
  }

  @Test
  void readsWhatItHasSaved() {
    Path path = directory.resolve("reports/load.json");
    LoadFile file = new LoadFile(path);
    file.checkWritable();
    assertThat(path).doesNotExist();
    file.save(report());
    assertThat(path).content().contains("\"p95\"");
    file.checkWritable();
    assertThat(file.read()).isEqualTo(report());
  }

  @Test
  void refusesWhereNoReportCanBeSaved() throws IOException {
    assertThatThrownBy(() -> new LoadFile(directory).checkWritable())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--save " + directory + " cannot be written")
        .hasMessageContaining("directory");
    Path below = holding("no folder").path().resolve("load.json");
    assertThatThrownBy(() -> new LoadFile(below).checkWritable())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("load.json is no folder");
    LoadFile gone = new LoadFile(directory.resolve("gone/load.json"));
    assertThatThrownBy(() -> gone.save(report())).hasMessageContaining("its folder does not exist");
  }

  @Test
  void saysThatABaselineIsMissing() {
    assertThatThrownBy(() -> new LoadFile(directory.resolve("none.json")).read())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--baseline")
        .hasMessageContaining("none.json");
  }

  @Test
  void saysWhyAFileIsNoReport() throws IOException {
    refuses("{\n\"plan\": \"test\",", "its line 2 is no JSON");
    refuses("p50;p95", "its line 1 is no JSON");
    refuses("", "it holds no JSON object");
    refuses("[]", "it holds no JSON object");
    refuses("{\"plan\": null, \"seconds\": 1}", "it lacks plan, begun, ordered, fulfilled");
    String json = report().json();
    refuses(
        json.replaceAll("\"p50\" : [0-9.]+", "\"p50\" : \"fast\""),
        "operations.createOrder.p50 is not what a report says there");
    refuses(
        json.replace("\"plan\"", "\"mood\": \"good\", \"plan\""),
        "mood is not what a report says there");
  }

  private void refuses(String text, String why) throws IOException {
    LoadFile file = holding(text);
    assertThatThrownBy(file::read)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "--baseline " + file.path() + " is no report of ./ecom load: " + why);
  }
}
