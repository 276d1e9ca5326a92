package ecommerce.payment.model;

import java.util.OptionalLong;

class OrderPaymentsTest extends OrderPaymentsContract {

  private MemoryRecords records;

  private MemoryRecords records() {
    if (records == null) {
      records = new MemoryRecords();
    }
    return records;
  }

  @Override
  protected PendingPayments pending() {
    return records().pending();
  }

  @Override
  protected Ledger ledger() {
    return records().ledger();
  }

  @Override
  protected void clientPuts(String orderId, String token) {
    records().put(new Pending(orderId, token, OptionalLong.empty()));
  }
}
