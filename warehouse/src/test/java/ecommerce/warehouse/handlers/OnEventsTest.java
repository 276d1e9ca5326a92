package ecommerce.warehouse.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ecommerce.edge.Edge;
import ecommerce.edge.InvalidInput;
import ecommerce.edge.Settings;
import ecommerce.testing.Invocation;
import ecommerce.warehouse.model.Contention;
import ecommerce.warehouse.model.MemoryRequests;
import ecommerce.warehouse.model.Warehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnEventsTest {

  private final MemoryRequests requests = new MemoryRequests();
  private final OnEvents onEvents =
      new OnEvents(
          new Edge(new Settings(Map.of())),
          new Warehouse(
              requests, requests, new Contention(Duration.ofSeconds(5)), InstantSource.system()));

  @Test
  void sumsProductsThatComeTwiceAndCountsMissingQuantityOnce() {
    event(
        "OrderCreated",
        "{'orderId':'o1','products':[{'productId':'a','quantity':2},{'productId':'a'},{'productId':'b'}]}");

    assertThat(requests.find("o1").quantities()).isEqualTo(Map.of("a", 3L, "b", 1L));
  }

  @Test
  void followsChangedProducts() {
    event("OrderCreated", "{'orderId':'o1','products':[{'productId':'a'}]}");
    event(
        "OrderModified",
        "{'new':{'orderId':'o1','products':[{'productId':'b'}]},'changed':['products','total']}");

    assertThat(requests.find("o1").quantities()).isEqualTo(Map.of("b", 1L));
  }

  @Test
  void otherChangesOfAnOrderChangeNothing() {
    event(
        "OrderModified",
        "{'new':{'orderId':'o1','products':[{'productId':'b'}]},'changed':['status']}");

    assertThat(requests.find("o1").header()).isEmpty();
  }

  @Test
  void withdrawsCancelledOrder() {
    event("OrderCreated", "{'orderId':'o1','products':[{'productId':'a'}]}");
    event("OrderModified", "{'new':{'orderId':'o1','status':'CANCELLED'},'changed':['status']}");

    assertThat(requests.find("o1").header()).isEmpty();
  }

  @Test
  void withdrawsDeletedOrder() {
    event("OrderCreated", "{'orderId':'o1','products':[{'productId':'a'}]}");
    event("OrderDeleted", "{'orderId':'o1'}");

    assertThat(requests.find("o1").header()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OrderCreated  | {'products':[]}                                                        | orderId is missing
          OrderCreated  | {'orderId':'o1'}                                                       | products is missing
          OrderCreated  | {'orderId':'o1','products':[{}]}                                       | products[0].productId is missing
          OrderCreated  | {'orderId':'o1','products':[{'productId':'a','quantity':-1}]}          | products[0].quantity is negative
          OrderCreated  | {'orderId':'o1','products':[{'productId':'__metadata','quantity':1}]}  | products[0].productId is not the id of a product
          OrderModified | {'changed':['products']}                                               | new is missing
          OrderDeleted  | {}                                                                     | orderId is missing
          Unheard       | {}                                                                     | detail-type is not one that warehouse reacts to
          """)
  void malformedEventIsThrownAndSaysWhy(String type, String detail, String message) {
    assertThatThrownBy(() -> event(type, detail))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  private void event(String type, String detail) {
    Invocation.of(
        onEvents,
        "{'source':'ecommerce.orders','detail-type':'%s','resources':['o1'],'detail':%s}"
            .formatted(type, detail));
  }
}
