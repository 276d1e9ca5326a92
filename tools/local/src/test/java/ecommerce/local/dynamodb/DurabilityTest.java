package ecommerce.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.almworks.sqlite4java.SQLiteConnection;
import ecommerce.local.Endpoints;
import ecommerce.local.Killable;
import ecommerce.local.RecordedMetrics;
import ecommerce.local.SystemTimers;
import ecommerce.local.TestPort;
import ecommerce.local.store.MvStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What tables and streams keep when their process is killed, or rests for long. */
class DurabilityTest {

  @TempDir Path folder;
  private MvStore store;
  private DynamoDb part;
  private TestPort port;
  private final SystemTimers timers = new SystemTimers();

  @BeforeEach
  void open() throws Exception {
    store = new MvStore(folder);
    part =
        new DynamoDb(
            TestPort.ACCOUNT, new Endpoints("localhost:1"), store, timers, new RecordedMetrics());
    port = new TestPort(part);
  }

  @AfterEach
  void shut() throws Exception {
    port.close();
    part.close();
    store.close();
  }

  private String table(String name) {
    String request = DynamoDbTest.ORDERS.replace("'orders'", "'" + name + "'");
    return port.call("dynamodb", "CreateTable", request)
        .path("TableDescription")
        .path("LatestStreamArn")
        .asText();
  }

  private void put(String id) {
    port.call(
        "dynamodb", "PutItem", "{'TableName': 'orders', 'Item': {'orderId': {'S': '" + id + "'}}}");
  }

  /** Of all shards, behind a sequence number where there is one. */
  private List<Record> records(String stream, Optional<String> after) {
    DynamoDbStreamsClient client = port.client(DynamoDbStreamsClient.builder());
    List<Record> records = new java.util.ArrayList<>();
    client
        .describeStream(q -> q.streamArn(stream))
        .streamDescription()
        .shards()
        .forEach(
            shard -> {
              String iterator =
                  client
                      .getShardIterator(
                          q ->
                              q.streamArn(stream)
                                  .shardId(shard.shardId())
                                  .sequenceNumber(after.orElse(null))
                                  .shardIteratorType(
                                      after.isPresent()
                                          ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                                          : ShardIteratorType.TRIM_HORIZON))
                      .shardIterator();
              boolean more = true;
              while (more) {
                String from = iterator;
                var answer = client.getRecords(q -> q.shardIterator(from));
                records.addAll(answer.records());
                iterator = answer.nextShardIterator();
                more = !answer.records().isEmpty() && iterator != null;
              }
            });
    return records;
  }

  private static Set<String> ids(List<Record> records) {
    return records.stream()
        .map(record -> record.dynamodb().keys().get("orderId").s())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> ids(String table) {
    return port
        .client(DynamoDbClient.builder())
        .scanPaginator(q -> q.tableName(table))
        .items()
        .stream()
        .map(item -> item.get("orderId").s())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void keepsTransactionsWholeAndTheirStreamRecordsThroughEveryKill() throws Exception {
    String orders = table("orders");
    String lines = table("lines");
    Set<String> told = new HashSet<>();
    for (int kill = 0; kill < 4; kill++) {
      shut();
      Killable writer =
          Killable.start(folder.resolve("told"), KilledTransactions.class, folder.toString());
      writer.await(1 + ThreadLocalRandom.current().nextInt(300));
      told.addAll(writer.kill());
      open();
      assertThat(ids("orders")).containsAll(told).isEqualTo(ids("lines"));
      assertThat(ids(records(orders, Optional.empty()))).isEqualTo(ids("orders"));
      assertThat(ids(records(lines, Optional.empty()))).isEqualTo(ids("orders"));
    }
  }

  @Test
  void readsOnBehindItsPositionWhenAllThatWasReadHasExpired() throws Exception {
    String stream = table("orders");
    for (int i = 0; i < 20; i++) {
      put("early-" + i);
    }
    String position = records(stream, Optional.empty()).getLast().dynamodb().sequenceNumber();
    shut();
    twoDaysPass();
    open();
    put("late");
    assertThat(ids(records(stream, Optional.of(position)))).containsExactly("late");
  }

  private void twoDaysPass() throws Exception {
    SQLiteConnection file =
        new SQLiteConnection(folder.resolve("dynamodb/tables.db").toFile()).open(false);
    file.exec("UPDATE us SET CreationDateTime = CreationDateTime - 2 * 24 * 3600 * 1000");
    file.dispose();
  }
}
