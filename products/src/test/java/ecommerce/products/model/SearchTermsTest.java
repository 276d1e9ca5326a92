package ecommerce.products.model;

import static org.assertj.core.api.Assertions.assertThat;

import ecommerce.products.model.SearchTerms.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTest {

  @Test
  void areTheNameTheCategoryEachTagAndBothTogether() {
    assertThat(
            SearchTerms.of(
                "p1", Optional.of("Walnut desk"), Optional.of("Office"), List.of("oak", "New")))
        .extracting(Entry::term)
        .containsExactlyInAnyOrder(
            "name#W",
            "category#OFFICE",
            "tag#OAK",
            "tag#NEW",
            "both#OFFICE#OAK",
            "both#OFFICE#NEW");
  }

  @Test
  void standByName() {
    assertThat(SearchTerms.of("p1", Optional.of(" walnut Desk "), Optional.empty(), List.of()))
        .containsExactly(new Entry("name#W", "WALNUT DESK#p1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0Desk\u00a0", "\uFEFFDesk\u2029", "\tDesk\r\n", "\u3000Desk"})
  void areWithoutTheSpacesThatASearchIsWithout(String name) {
    assertThat(SearchTerms.of("p", Optional.of(name), Optional.empty(), List.of()))
        .containsExactly(new Entry("name#D", "DESK#p"));
  }

  @Test
  void areNoMoreThanARecordOfThemCanHold() {
    List<String> tags =
        IntStream.range(0, 5000).mapToObj(i -> "ﷺ".repeat(195) + (10000 + i)).toList();
    Set<Entry> entries =
        SearchTerms.of("p", Optional.of("ﷺ".repeat(500)), Optional.of("ﷺ".repeat(500)), tags);

    assertThat(entries).hasSizeGreaterThan(2 + 2 * 40);
    assertThat(2 * entries.stream().mapToInt(e -> bytes(e.term()) + bytes(e.place()) + 10).sum())
        .isLessThan(400 * 1024);
    assertThat(
            SearchTerms.of(
                "p", Optional.of("ﷺ".repeat(500)), Optional.of("ﷺ".repeat(500)), tags.reversed()))
        .isEqualTo(entries);
  }

  @ParameterizedTest
  @CsvSource({"Straße, STRASSE", "οδος, ΟΔΟΣ", "E\u0301clair, \u00C9CLAIR", "ımage, IMAGE"})
  void countLettersThatAreTheSameInAnyCaseAndForm(String name, String folded) {
    assertThat(SearchTerms.of("p", Optional.of(name), Optional.empty(), List.of()))
        .extracting(Entry::place)
        .containsExactly(folded + "#p");
  }

  @Test
  void ofAProductWithoutANameAreItsTags() {
    assertThat(SearchTerms.of("p1", Optional.empty(), Optional.of(" "), List.of("oak", "", "OAK")))
        .containsExactly(new Entry("tag#OAK", "#p1"));
  }

  @Test
  void areKeysThatATableTakes() {
    String long1 = "😀".repeat(500);
    assertThat(
            SearchTerms.of("é".repeat(900), Optional.of(long1), Optional.of(long1), List.of(long1)))
        .hasSize(4)
        .allSatisfy(
            entry -> {
              assertThat(bytes(entry.term())).isLessThanOrEqualTo(2048);
              assertThat(bytes(entry.place())).isLessThanOrEqualTo(1024);
            });
  }

  @Test
  void areNeverHalfALetter() {
    String odd = "a" + "😀".repeat(200);
    Entry entry =
        SearchTerms.of("p", Optional.of(odd), Optional.empty(), List.of()).iterator().next();
    String name = entry.place().substring(0, entry.place().length() - 2);

    assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(name);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
