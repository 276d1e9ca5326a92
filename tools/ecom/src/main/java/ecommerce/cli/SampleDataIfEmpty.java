package ecommerce.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Fills an empty catalogue, and makes sure that the people of the story exist, before it begins.
 */
final class SampleDataIfEmpty {

  private final Aws aws;
  private final Shop shop;

  SampleDataIfEmpty(Aws aws, Shop shop) {
    this.aws = aws;
    this.shop = shop;
  }

  void run() {
    SampleData sample = new SampleData(aws);
    sample.invitePeople();
    JsonNode page =
        shop.as(Person.CUSTOMER)
            .ask(
                "getProducts",
                "query { getProducts { products { productId } } }",
                GraphQl.variables());
    if (page.path("products").isEmpty()) {
      sample.fillCatalogue();
    }
  }
}
