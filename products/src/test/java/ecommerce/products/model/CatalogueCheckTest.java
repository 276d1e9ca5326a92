package ecommerce.products.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueCheckTest {

  private static final Dimensions SIZE = new Dimensions(100, 200, 300, 400);
  private static final Product DESK = new Product("desk", "Desk", SIZE, 1000);

  private final Map<String, Entry> catalogue =
      Map.of("desk", new Entry.Listed(DESK), "odd", new Entry.Broken("price is missing"));
  private final CatalogueCheck check =
      new CatalogueCheck(id -> catalogue.getOrDefault(id, new Entry.Missing()));

  @Test
  void findsNothingWrongWithAProductAsTheCatalogueHasIt() {
    assertThat(check.of(List.of(DESK, DESK))).isEmpty();
  }

  @Test
  void findsNothingWrongWithNoProducts() {
    assertThat(check.of(List.of())).isEmpty();
  }

  @Test
  void namesEachFieldThatDiffers() {
    Product other = new Product("desk", "Table", new Dimensions(100, 200, 300, 401), 999);

    assertThat(check.of(List.of(other)))
        .containsExactly(new Mismatch.Outdated("desk", List.of("name", "package", "price")));
  }

  @Test
  void comparesEachMeasureOfThePackage() {
    assertThat(
            List.of(
                new Dimensions(1, 200, 300, 400),
                new Dimensions(100, 1, 300, 400),
                new Dimensions(100, 200, 1, 400),
                new Dimensions(100, 200, 300, 1)))
        .allSatisfy(
            size ->
                assertThat(check.of(List.of(new Product("desk", "Desk", size, 1000))))
                    .containsExactly(new Mismatch.Outdated("desk", List.of("package"))));
  }

  @Test
  void reportsAProductThatDoesNotExist() {
    Product chair = new Product("chair", "Chair", SIZE, 0);

    List<Mismatch> wrong = check.of(List.of(chair, chair));

    assertThat(wrong).containsExactly(new Mismatch.Unknown("chair"));
    assertThat(wrong.getFirst().reason()).isEqualTo("product chair does not exist");
  }

  @Test
  void countsAProductThatIsGivenTwiceAndOnceWrongAsOneWrongProduct() {
    Product stale = new Product("desk", "Desk", SIZE, 900);

    assertThat(check.of(List.of(DESK, stale, DESK, stale)))
        .containsExactly(new Mismatch.Outdated("desk", List.of("price")));
  }

  @Test
  void refusesAProductWhoseCatalogueEntryIsNotWhole() {
    List<Mismatch> wrong = check.of(List.of(new Product("odd", "Odd", SIZE, 1)));

    assertThat(wrong)
        .extracting(Mismatch::reason)
        .containsExactly("product odd cannot be ordered: in the catalogue, price is missing");
  }

  @Test
  void keepsTheOrderInWhichProductsWereGiven() {
    List<Product> products =
        List.of(new Product("b", "B", SIZE, 1), DESK, new Product("a", "A", SIZE, 1));

    assertThat(check.of(products)).extracting(Mismatch::productId).containsExactly("b", "a");
  }
}
