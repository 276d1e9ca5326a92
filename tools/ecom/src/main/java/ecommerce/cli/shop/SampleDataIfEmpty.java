package ecommerce.cli.shop;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.cli.site.Aws;

/**
 * Fills an empty catalogue, and makes sure that the people of the story exist, before it begins.
 */
public final class SampleDataIfEmpty {

  private final Aws aws;
  private final Shop shop;

  public SampleDataIfEmpty(Aws aws, Shop shop) {
    this.aws = aws;
    this.shop = shop;
  }

  public void run() {
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
