package ecommerce.warehouse.model;

class OutdatedInMemoryTest extends OutdatedContract {

  @Override
  protected Fixture fixture() {
    MemoryRequests memory = new MemoryRequests();
    return new Fixture(memory, memory, memory, memory::put);
  }
}
