package ecommerce.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * When stream records were written, to the second as on AWS: DynamoDB Local remembers it, but tells only the minute. A record
 * whose time cannot be read keeps what DynamoDB Local tells: no record is held up for its time.
 */
final class StreamTimes implements AutoCloseable {

  private final SQLiteQueue queue;

  StreamTimes(Path file) {
    this.queue =
        new SQLiteQueue(file.toFile(), Thread.ofPlatform().daemon().name("dynamodb-times").factory());
    queue.start();
  }

  /** The records with their times. */
  List<Record> precise(List<Record> records) {
    if (records.isEmpty()) {
      return records;
    }
    long first = Long.parseLong(records.getFirst().dynamodb().sequenceNumber());
    long last = Long.parseLong(records.getLast().dynamodb().sequenceNumber());
    Map<Long, Instant> written = between(Math.min(first, last), Math.max(first, last));
    return records.stream().map(record -> at(record, written)).toList();
  }

  private static Record at(Record record, Map<Long, Instant> written) {
    Instant time = written.get(Long.parseLong(record.dynamodb().sequenceNumber()));
    return time == null
        ? record
        : dated(record, time);
  }

  private static Record dated(Record record, Instant time) {
    return record.toBuilder().dynamodb(record.dynamodb().toBuilder().approximateCreationDateTime(time).build()).build();
  }

  private Map<Long, Instant> between(long first, long last) {
    return queue
        .execute(
            new SQLiteJob<Map<Long, Instant>>() {
              @Override
              protected Map<Long, Instant> job(SQLiteConnection connection) {
                Map<Long, Instant> written = new HashMap<>();
                try {
                  read(connection, first, last, written);
                } catch (SQLiteException e) {
                  // DynamoDB Local is writing the file at this moment: what was not read keeps the time to the minute.
                }
                return written;
              }
            })
        .complete();
  }

  private static void read(SQLiteConnection connection, long first, long last, Map<Long, Instant> written)
      throws SQLiteException {
    SQLiteStatement rows =
        connection.prepare("SELECT SequenceNumber, CreationDateTime FROM us WHERE SequenceNumber BETWEEN ? AND ?");
    try {
      rows.bind(1, first).bind(2, last);
      while (rows.step()) {
        Instant time = Instant.ofEpochMilli(rows.columnLong(1)).truncatedTo(ChronoUnit.SECONDS);
        written.put(rows.columnLong(0), time);
      }
    } finally {
      rows.dispose();
    }
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
