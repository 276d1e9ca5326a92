package ecommerce.payment.model;

class ReconciliationTest extends ReconciliationContract {

  @Override
  protected Parts empty() {
    MemoryRecords records = new MemoryRecords();
    return new Parts(records.pending(), records.ledger(), records.refunds(), records.unchecked());
  }
}
