package ecommerce.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * The engine's file, tuned: a write-ahead log (which the file itself remembers) makes what was
 * answered survive SIGKILL without a sync of the disk at each write, transactions too; indexes let
 * pollers of a quiet stream not read what busy ones wrote.
 */
final class Database extends SQLiteDBAccess {

  private static final long LOCK_MILLIS = 5_000;

  /**
   * The engine goes on behind the highest sequence number that it finds when it opens. Where all
   * records have expired, it would begin anew, below what the readers of its streams have reached,
   * and they would pass over what is written then. So the last expired number stays, in a record of
   * no stream that never expires.
   */
  private static final String KEEP_LAST_SEQUENCE_NUMBER =
      "CREATE TRIGGER IF NOT EXISTS us_last AFTER DELETE ON us WHEN OLD.StreamID <> '-' BEGIN"
          + " DELETE FROM us WHERE StreamID = '-' AND SequenceNumber < OLD.SequenceNumber;"
          + " INSERT INTO us (StreamID, ShardID, SequenceNumber, CreationDateTime)"
          + " SELECT '-', '-', OLD.SequenceNumber, 9000000000000000000 WHERE NOT EXISTS"
          + " (SELECT 1 FROM us WHERE StreamID = '-' AND SequenceNumber > OLD.SequenceNumber);"
          + " END";

  private Database(Path file) {
    super(file.toFile());
    // The write is on its way to the disk when a process is killed; only a machine that loses its
    // power could lose it.
    execute("PRAGMA synchronous=NORMAL");
    execute("CREATE INDEX IF NOT EXISTS us_stream ON us (StreamID)");
    execute("CREATE INDEX IF NOT EXISTS us_shard ON us (ShardID)");
    execute(KEEP_LAST_SEQUENCE_NUMBER);
  }

  static Database open(Path file) throws SQLiteException {
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
    return new Database(file);
  }

  /** The engine itself would answer a transaction before it is committed. */
  @Override
  public void commitTransaction(String transactionId, byte[] signature) {
    super.commitTransaction(transactionId, signature);
    awaitWhatWasAsked();
  }

  /** Jobs run one after the other. */
  private void awaitWhatWasAsked() {
    queue
        .execute(
            new SQLiteJob<Void>() {
              @Override
              protected Void job(SQLiteConnection connection) {
                return null;
              }
            })
        .complete();
  }

  private void execute(String sql) {
    SQLiteJob<Void> job =
        new SQLiteJob<>() {
          @Override
          protected Void job(SQLiteConnection connection) throws SQLiteException {
            connection.exec(sql);
            return null;
          }
        };
    queue.execute(job).complete();
    if (job.getError() != null) {
      throw new IllegalStateException(sql, job.getError());
    }
  }

  /** Returns when the file is closed. */
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
