package ecommerce.products.model;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Under which terms a product is found, and where it stands there: one entry for its name, its
 * category, each tag, and each tag together with the category. Within a term products stand by
 * name. Texts count without regard to case, spaces around them and how an accent is written.
 *
 * <p>The resolver {@code searchProducts.js} makes the same terms of what is asked for. Terms are
 * cut at {@value #LONGEST} characters, as keys are limited: whoever searches compares what he
 * finds.
 */
public final class SearchTerms {

  static final int LONGEST = 200;
  private static final int LONGEST_ID = 300;

  /** One place in the index. */
  public record Entry(String term, String place) {}

  private SearchTerms() {}

  public static Set<Entry> of(
      String productId, Optional<String> name, Optional<String> category, Collection<String> tags) {
    String folded = name.map(SearchTerms::folded).orElse("");
    String place = folded + "#" + shortened(productId);
    Optional<String> inCategory = category.map(SearchTerms::folded).filter(text -> !text.isEmpty());
    Set<Entry> entries = new LinkedHashSet<>();
    if (!folded.isEmpty()) {
      entries.add(new Entry("name#" + initial(folded), place));
    }
    inCategory.ifPresent(text -> entries.add(new Entry("category#" + text, place)));
    for (String tag : tags) {
      String text = folded(tag);
      if (!text.isEmpty()) {
        entries.add(new Entry("tag#" + text, place));
        inCategory.ifPresent(in -> entries.add(new Entry("both#" + in + "#" + text, place)));
      }
    }
    return entries;
  }

  /** Upper case, because it makes one letter of what lower case makes two of (σ and ς). */
  private static String folded(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFC).strip().toUpperCase(Locale.ROOT);
    return folded.length() <= LONGEST ? folded : cut(folded);
  }

  /** Never in the middle of a surrogate pair, which no key can hold. */
  private static String cut(String text) {
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }

  /** What shares out the names; half a surrogate pair is no letter. */
  private static String initial(String folded) {
    char first = folded.charAt(0);
    return Character.isSurrogate(first) ? "~" : String.valueOf(first);
  }

  private static String shortened(String productId) {
    byte[] bytes = productId.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST_ID ? productId : UUID.nameUUIDFromBytes(bytes).toString();
  }
}
