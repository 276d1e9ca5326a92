package ecommerce.warehouse.model;

class StockInMemoryTest extends StockContract {

  @Override
  protected Fixture fixture() {
    MemoryRequests memory = new MemoryRequests();
    return new Fixture(memory, memory, memory, memory::put);
  }
}
