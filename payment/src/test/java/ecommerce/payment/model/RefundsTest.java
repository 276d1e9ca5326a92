package ecommerce.payment.model;

class RefundsTest extends RefundsContract {

  private MemoryRecords records;

  private MemoryRecords records() {
    if (records == null) {
      records = new MemoryRecords();
    }
    return records;
  }

  @Override
  protected Ledger ledger() {
    return records().ledger();
  }

  @Override
  protected RefundLedger refunds() {
    return records().refunds();
  }
}
