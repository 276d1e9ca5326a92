package ecommerce.payment.adapters;

import ecommerce.payment.model.Waiting;
import java.util.Iterator;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All pending payments, page by page. Nothing else is in their table, and a client's item has no
 * attribute that an index could find it by: so the whole table is read.
 */
record PendingWalk(Tables tables) implements Iterable<Waiting> {

  @Override
  public Iterator<Waiting> iterator() {
    return tables.client().scanPaginator(scan -> scan.tableName(tables.pending())).items().stream()
        .filter(item -> item.containsKey("paymentToken"))
        .map(PendingWalk::waiting)
        .iterator();
  }

  private static Waiting waiting(Map<String, AttributeValue> item) {
    return new Waiting(DynamoPendingPayments.payment(item), Moment.of(item.get("since")));
  }
}
