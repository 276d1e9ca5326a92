package ecommerce.warehouse.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Priming;
import ecommerce.edge.Settings;
import ecommerce.warehouse.model.Contention;
import ecommerce.warehouse.model.PackagingRequests;
import ecommerce.warehouse.model.Settlement;
import ecommerce.warehouse.model.Stock;
import ecommerce.warehouse.model.Warehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The model with its tables, as a function's environment names them. */
public final class Wiring {

  /** Leaves room for a cold start and for the attempt that is under way. */
  private static final Contention OF_AN_EVENT = new Contention(Duration.ofMillis(2500));

  /** Of one record among others of a batch. */
  private static final Contention OF_A_RECORD = new Contention(Duration.ofMillis(1000));

  private final PackagingRequests requests;
  private final Stock stock;

  private Wiring(PackagingRequests requests, Stock stock) {
    this.requests = requests;
    this.stock = stock;
  }

  public static Wiring from(Settings settings) {
    Tables tables = Tables.from(settings);
    DynamoDbClient client = AwsClients.dynamoDb(settings);
    PackagingRequests requests =
        new DynamoPackagingRequests(
            client, tables, InstantSource.system(), () -> UUID.randomUUID().toString());
    Stock stock = new DynamoStock(client, tables.stock());
    Priming.attempt("requests", () -> requests.find("priming"));
    Priming.attempt("stock", () -> stock.levels(Set.of("priming")));
    return new Wiring(requests, stock);
  }

  public PackagingRequests requests() {
    return requests;
  }

  public Warehouse warehouse() {
    return new Warehouse(requests, stock, OF_AN_EVENT, InstantSource.system());
  }

  public Settlement settlement() {
    return new Settlement(requests, stock, OF_A_RECORD);
  }
}
