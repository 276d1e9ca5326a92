package ecommerce.local.dynamodb;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Metrics;
import ecommerce.local.Part;
import ecommerce.local.Timers;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * DynamoDB and DynamoDB Streams: DynamoDB Local in this process, with one set of tables for all
 * callers, this account's ARNs, and what it lacks. Opens beside the rest of the start; the first
 * request waits for it.
 */
public final class DynamoDb implements Part {

  private final CompletableFuture<Engine> engine;
  private final List<AwsService> services;
  private final List<ResourceType> types;

  public DynamoDb(
      Account account, Endpoints endpoints, Store store, Timers timers, Metrics metrics) {
    Path file = store.folder("dynamodb").resolve("tables.db");
    this.engine = new CompletableFuture<>();
    Thread.ofPlatform().name("dynamodb-open").daemon().start(() -> open(file));
    Names names = new Names(account);
    Collection<Extras> kept = store.collection("dynamodb.tables", Extras.class);
    EngineCalls calls = new EngineCalls(this::engine, names);
    PartitionKeys keys = new PartitionKeys(this::engine);
    TableAccess access = new TableAccess(names, kept, new RequestKeys(keys::of));
    TablesService tables =
        new TablesService(
            calls,
            new TableExtras(names, kept, timers),
            access,
            endpoints.host(),
            new TableMeter(metrics));
    this.services = List.of(tables, new StreamsService(calls, access, account.region()));
    this.types = List.of(new TableType(tables, timers));
  }

  private void open(Path file) {
    try {
      engine.complete(new Engine(file));
    } catch (RuntimeException | LinkageError e) {
      engine.completeExceptionally(e);
    }
  }

  private Engine engine() {
    try {
      return engine.join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "DynamoDB did not start: " + e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public List<AwsService> services() {
    return services;
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    engine();
  }

  @Override
  public void close() {
    engine().close();
  }
}
