package ecommerce.local.dynamodb;

import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import software.amazon.dynamodb.services.local.shared.jobs.CreateGSIJob;
import software.amazon.dynamodb.services.local.shared.jobs.DeleteGSIJob;

/**
 * Runs the engine's own jobs (expiry, shards, indexes). Those that make or remove an index have the
 * tables' descriptions to themselves: the engine starts them before it has noted that the index is
 * new, so that a quick job would leave it new for ever, and it cannot describe a table whose index
 * is being removed.
 */
final class TableJobs extends ThreadPoolExecutor {

  private final ReadWriteLock descriptions = new ReentrantReadWriteLock();

  TableJobs() {
    super(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name("dynamodb-job-", 0).factory());
  }

  /** Reads or changes a table's description, while no job changes its indexes. */
  <T> T besides(Supplier<T> operation) {
    descriptions.readLock().lock();
    try {
      return operation.get();
    } finally {
      descriptions.readLock().unlock();
    }
  }

  @Override
  public Future<?> submit(Runnable job) {
    boolean changesIndexes = job instanceof CreateGSIJob || job instanceof DeleteGSIJob;
    return super.submit(changesIndexes ? () -> alone(job) : job);
  }

  private void alone(Runnable job) {
    descriptions.writeLock().lock();
    try {
      job.run();
    } finally {
      descriptions.writeLock().unlock();
    }
  }
}
