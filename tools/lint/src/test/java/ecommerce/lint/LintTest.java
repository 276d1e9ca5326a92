package ecommerce.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintTest {

  private static final Path ROOT = Path.of(System.getProperty("ecom.root"));

  @Test
  void findsNothingInThisCheckout() {
    assertThat(Lint.run(ROOT, List.of())).map(Finding::toString).isEmpty();
  }

  @Test
  void namesTheServicesWhereOneIsUnknown() {
    assertThatThrownBy(() -> Lint.run(ROOT, List.of("ordres")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no service ordres")
        .hasMessageContaining("orders");
  }

  @Test
  void explainsEveryCheck() {
    assertThat(Lint.explanations()).hasSizeGreaterThan(15);
    assertThat(Lint.explanations().values()).allMatch(text -> text.endsWith("."));
  }
}
