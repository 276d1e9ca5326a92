package ecommerce.local.dynamodb;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/** DynamoDB Local inside this process: no port, no telemetry, one {@link Database}. */
final class Engine implements AutoCloseable {

  private final TableJobs jobs = new TableJobs();
  private final LocalDBClient client;
  private final StreamTimes times;

  /**
   * @throws IllegalStateException where the file cannot be opened, or this platform has no SQLite
   *     library
   */
  Engine(Path file) {
    Logger.getLogger("com.almworks.sqlite4java").setLevel(Level.OFF);
    try {
      SQLiteLibraryLoader.initialize();
      this.client = new LocalDBClient(Database.open(file), new JobsRegister(jobs, false));
    } catch (Exception e) {
      throw new IllegalStateException("the tables in " + file + " cannot be opened", e);
    }
    this.times = new StreamTimes(file);
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
}
