package ecommerce.local.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.TestPort;
import ecommerce.local.store.Collection;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;

class StoredExecutionTest {

  private static final String STORED =
      """
      {'id': 'e1', 'pipeline': 'shop', 'version': 2, 'order': 7, 'mode': 'QUEUED', 'type': 'STANDARD',
       'status': 'IN_PROGRESS', 'cause': {'type': 'CREATE_PIPELINE', 'detail': 'test', 'sources': {}},
       'started': '2026-11-23T10:00:00Z', 'updated': '2026-11-23T10:01:00Z', 'attempt': 1,
       'position': {'stage': 'Test', 'inside': true, 'since': 8}, 'variables': {'colour': 'red'},
       'products': {'artifacts': {}, 'variables': {}, 'revisions': []},
       'stages': [{'name': 'Test', 'status': 'IN_PROGRESS', 'entered': 8, 'attempt': 1, 'carriedFrom': 1,
         'retries': {'manual': 0, 'automatic': 0},
         'actions': [{'id': 'a1', 'action': 'Gate', 'attempt': 1, 'order': 9, 'status': 'IN_PROGRESS',
           'started': '2026-11-23T10:01:00Z', 'updated': '2026-11-23T10:01:00Z',
           'external': {}, 'configuration': {'CustomData': 'x'},
           'awaited': {'until': '2026-11-30T10:01:00Z', 'token': 't'},
           'variables': {}, 'inputs': [], 'outputs': []}]}]}
      """;

  @TempDir Path directory;

  @Test
  void isFlatWhateverItsPartsAre() {
    try (MvStore store = new MvStore(directory)) {
      Collection<ObjectNode> raw = store.collection("codepipeline.executions", ObjectNode.class);
      raw.put("shop/e1", TestPort.json(STORED));
    }
    try (MvStore store = new MvStore(directory)) {
      Executions executions = new Executions(store);
      Execution read = executions.require("shop", "e1");
      assertThat(read.origin().started()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
      assertThat(read.origin().variables()).isEqualTo(Map.of("colour", "red"));
      assertThat(read.progress().summary()).isEmpty();
      ActionRun run = read.stage("Test").flatMap(stage -> stage.run("a1")).orElseThrow();
      assertThat(run.status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
      assertThat(run.pending().awaited().flatMap(ActionRun.Awaited::token)).contains("t");
      assertThat(run.pending().continuation()).isEqualTo(Optional.empty());
      assertThat(executions.next()).isEqualTo(10);
      executions.put(read);
    }
    try (MvStore store = new MvStore(directory)) {
      Collection<ObjectNode> raw = store.collection("codepipeline.executions", ObjectNode.class);
      assertThat(raw.get("shop/e1").orElseThrow()).isEqualTo(TestPort.json(STORED));
    }
  }
}
