package ecommerce.warehouse.adapters;

import ecommerce.warehouse.model.Fixture;
import ecommerce.warehouse.model.OutdatedContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoOutdatedTest extends OutdatedContract {

  private static WarehouseTables tables;

  @BeforeAll
  static void start() {
    tables = new WarehouseTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Override
  protected Fixture fixture() {
    return tables.fixture();
  }
}
