package ecommerce.warehouse.model;

class WarehouseTest extends WarehouseContract {

  @Override
  protected Fixture fixture() {
    MemoryRequests memory = new MemoryRequests();
    return new Fixture(memory, memory, memory, memory::put);
  }
}
