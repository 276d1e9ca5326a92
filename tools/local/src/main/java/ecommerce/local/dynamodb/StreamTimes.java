package ecommerce.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * When stream records were written, to the second as on AWS: DynamoDB Local remembers it, but tells
 * only the minute. A record whose time cannot be read keeps what DynamoDB Local tells: no record is
 * held up for its time.
 */
final class StreamTimes implements AutoCloseable {

  private static final long LOCK_MILLIS = 500;
  private static final String TIMES =
      "SELECT SequenceNumber, CreationDateTime FROM us WHERE ShardID IN (SELECT ShardID FROM ss"
          + " WHERE StreamID = ?) AND SequenceNumber BETWEEN ? AND ?";

  private final SQLiteQueue queue;

  StreamTimes(Path file) {
    this.queue =
        new SQLiteQueue(
            file.toFile(), Thread.ofPlatform().daemon().name("dynamodb-times").factory()) {
          @Override
          protected void initConnection(SQLiteConnection connection) throws SQLiteException {
            connection.setBusyTimeout(LOCK_MILLIS);
          }
        };
    queue.start();
  }

  /**
   * The records with their times.
   *
   * @param stream the ARN that the engine gave it
   */
  List<Record> precise(String stream, List<Record> records) {
    if (records.isEmpty()) {
      return records;
    }
    Map<Long, Instant> written =
        between(stream, sequence(records.getFirst()), sequence(records.getLast()));
    return records.stream().map(record -> at(record, written.get(sequence(record)))).toList();
  }

  private static long sequence(Record record) {
    return Long.parseLong(record.dynamodb().sequenceNumber());
  }

  private static Record at(Record record, Instant time) {
    return time == null
        ? record
        : record.toBuilder()
            .dynamodb(record.dynamodb().toBuilder().approximateCreationDateTime(time).build())
            .build();
  }

  private Map<Long, Instant> between(String stream, long first, long last) {
    SQLiteJob<Map<Long, Instant>> job =
        new SQLiteJob<>() {
          @Override
          protected Map<Long, Instant> job(SQLiteConnection connection) {
            try {
              return read(connection, stream, first, last);
            } catch (SQLiteException e) {
              // Thrown on, it would make the queue open a new connection, and wait three seconds
              // before that.
              return Map.of();
            }
          }
        };
    Map<Long, Instant> written = queue.execute(job).complete();
    return written == null ? Map.of() : written;
  }

  private static Map<Long, Instant> read(
      SQLiteConnection connection, String stream, long first, long last) throws SQLiteException {
    Map<Long, Instant> written = new HashMap<>();
    SQLiteStatement rows = connection.prepare(TIMES);
    try {
      rows.bind(1, stream).bind(2, first).bind(3, last);
      while (rows.step()) {
        Instant time = Instant.ofEpochMilli(rows.columnLong(1)).truncatedTo(ChronoUnit.SECONDS);
        written.put(rows.columnLong(0), time);
      }
    } finally {
      rows.dispose();
    }
    return written;
  }

  @Override
  public void close() {
    try {
      queue.stop(true).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
