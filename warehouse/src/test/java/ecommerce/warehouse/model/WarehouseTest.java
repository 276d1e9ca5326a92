package ecommerce.warehouse.model;

class WarehouseTest extends WarehouseContract {

  private MemoryRequests requests;

  @Override
  protected PackagingRequests requests() {
    if (requests == null) {
      requests = new MemoryRequests();
    }
    return requests;
  }

  @Override
  protected void put(PackagingRequest request) {
    requests.put(request);
  }
}
