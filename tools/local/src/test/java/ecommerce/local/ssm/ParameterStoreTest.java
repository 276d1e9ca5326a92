package ecommerce.local.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.store.MvStore;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Dispatcher;
import ecommerce.local.wire.Fault;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterStoreTest {

  private static final Identity ADMIN =
      new Identity.Administrator("arn:aws:iam::0:user/test", "test");

  @TempDir Path directory;
  private Store store;
  private Dispatcher api;

  @BeforeEach
  void open() {
    store = new MvStore(directory);
    api = new Dispatcher((request, service) -> ADMIN, (caller, permission) -> {});
    api.add(
        new ParameterStore(
            new Account("000000000000", "us-east-1"), store, InstantSource.fixed(Instant.EPOCH)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private com.fasterxml.jackson.databind.JsonNode call(String operation, String json) {
    try {
      return api.call(ADMIN, "ssm", operation, new ObjectMapper().readTree(json));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void put(String name) {
    call(
        "PutParameter",
        "{\"Name\":\"" + name + "\",\"Type\":\"String\",\"Value\":\"v of " + name + "\"}");
  }

  @Test
  void givesWhatWasPut() {
    put("/a/b");
    var parameter = call("GetParameter", "{\"Name\":\"/a/b\"}").path("Parameter");
    assertThat(parameter.path("Value").asText()).isEqualTo("v of /a/b");
    assertThat(parameter.path("ARN").asText())
        .isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter/a/b");
    assertThat(
            call("GetParameter", "{\"Name\":\"/a/b:1\"}").path("Parameter").path("Version").asInt())
        .isEqualTo(1);
  }

  @Test
  void overwritesOnlyWhereAskedAndCountsVersions() {
    put("/a");
    assertThatThrownBy(() -> put("/a"))
        .isInstanceOf(Fault.class)
        .satisfies(e -> assertThat(((Fault) e).code()).isEqualTo("ParameterAlreadyExists"));
    var answer = call("PutParameter", "{\"Name\":\"/a\",\"Value\":\"new\",\"Overwrite\":true}");
    assertThat(answer.path("Version").asInt()).isEqualTo(2);
    assertThatThrownBy(() -> call("GetParameter", "{\"Name\":\"/a:1\"}"))
        .hasMessageContaining("version 1");
  }

  @Test
  void pagesThroughAPath() {
    for (int i = 0; i < 13; i++) {
      put("/p/" + (char) ('a' + i));
    }
    put("/p/deep/x");
    var first = call("GetParametersByPath", "{\"Path\":\"/p\"}");
    assertThat(first.path("Parameters")).hasSize(10);
    var second =
        call(
            "GetParametersByPath",
            "{\"Path\":\"/p\",\"NextToken\":" + first.path("NextToken") + "}");
    assertThat(second.path("Parameters")).hasSize(3);
    assertThat(second.has("NextToken")).isFalse();
    var deep =
        call("GetParametersByPath", "{\"Path\":\"/p\",\"Recursive\":true,\"MaxResults\":50}");
    assertThat(deep.path("Parameters")).hasSize(14);
    assertThatThrownBy(() -> call("GetParametersByPath", "{\"Path\":\"/p\",\"NextToken\":\"x\"}"))
        .hasMessageContaining("token");
  }

  @Test
  void namesWhatIsMissingOrWrong() {
    assertThatThrownBy(() -> call("GetParameter", "{\"Name\":\"/none\"}"))
        .hasMessageContaining("/none not found");
    assertThatThrownBy(
            () -> call("PutParameter", "{\"Name\":\"/a\",\"Value\":\"v\",\"Type\":\"Other\"}"))
        .hasMessageContaining("'type'");
    assertThatThrownBy(() -> call("PutParameter", "{\"Name\":\"a b\",\"Value\":\"v\"}"))
        .hasMessageContaining("Parameter name");
    assertThatThrownBy(() -> call("PutParameter", "{\"Name\":\"/a\"}"))
        .hasMessageContaining("'value'");
    assertThat(
            call("GetParameters", "{\"Names\":[\"/none\"]}")
                .path("InvalidParameters")
                .get(0)
                .asText())
        .isEqualTo("/none");
    assertThatThrownBy(() -> call("DeleteParameter", "{\"Name\":\"/none\"}"))
        .hasMessageContaining("not found");
  }
}
