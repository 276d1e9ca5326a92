package ecommerce.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local inside this process: no port, no telemetry, one file. Everything that it has answered is in the file, also
 * after SIGKILL: SQLite runs with a write-ahead log (which the file itself remembers) and syncs each commit.
 */
final class Engine implements AutoCloseable {

  private static final long LOCK_MILLIS = 5_000;

  private final TableJobs jobs = new TableJobs();
  private final LocalDBClient client;
  private final StreamTimes times;

  /**
   * @throws IllegalStateException where the file cannot be opened, or this platform has no SQLite library
   */
  Engine(Path file) {
    Logger.getLogger("com.almworks.sqlite4java").setLevel(Level.OFF);
    try {
      SQLiteLibraryLoader.initialize();
      useWriteAheadLog(file);
    } catch (Exception e) {
      throw new IllegalStateException("the tables in " + file + " cannot be opened", e);
    }
    this.client = new LocalDBClient(new Database(file), new JobsRegister(jobs, false));
    this.times = new StreamTimes(file);
  }

  private static void useWriteAheadLog(Path file) throws SQLiteException {
    SQLiteConnection connection = new SQLiteConnection(file.toFile());
    try {
      connection.open(true);
      connection.setBusyTimeout(LOCK_MILLIS);
      SQLiteStatement pragma = connection.prepare("PRAGMA journal_mode=WAL");
      pragma.step();
      pragma.dispose();
    } finally {
      connection.dispose();
    }
  }

  DynamoDbClient tables() {
    return client.dynamoDbClient();
  }

  DynamoDbStreamsClient streams() {
    return client.dynamoDbStreamsClient();
  }

  /** Reads or changes tables' descriptions. */
  <T> T describing(Supplier<T> operation) {
    return jobs.besides(operation);
  }

  StreamTimes times() {
    return times;
  }

  @Override
  public void close() {
    times.close();
    client.shutdown();
  }

  /** Closes its file before it says so. */
  private static final class Database extends SQLiteDBAccess {

    Database(Path file) {
      super(file.toFile());
    }

    @Override
    public void close() {
      super.close();
      try {
        queue.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
