package ecommerce.products.model;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Under which terms a product is found, and where it stands there: one entry for its name, its
 * category, each tag, and each tag together with the category. Within a term products stand by
 * name. Of very many tags the first count, in the order of their letters. Texts count without
 * regard to case, spaces around them and how an accent is written.
 *
 * <p>The resolver {@code findProducts.js} makes the same terms of what is asked for. Terms are cut
 * at {@value #LONGEST} characters, as keys are limited: whoever searches compares what he finds.
 */
public final class SearchTerms {

  static final int LONGEST = 200;
  private static final int LONGEST_ID = 300;

  /**
   * Of all entries of a product: its record holds those of before and of now, and must not outgrow
   * what an item may hold. Forty tags as long as a catalogue's can be have room.
   */
  static final int MOST_BYTES = 150_000;

  private static final int BYTES_AROUND = 10;

  /** Around a text: what JavaScript's {@code trim} takes away, with which the resolvers ask. */
  private static final Pattern AROUND =
      Pattern.compile("^[\\t-\\r\\p{Z}\\uFEFF]+|[\\t-\\r\\p{Z}\\uFEFF]+\\z");

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
    int room = MOST_BYTES - bytes(entries);
    for (String text : tags.stream().map(SearchTerms::folded).distinct().sorted().toList()) {
      Set<Entry> ofTag = ofTag(text, inCategory, place);
      room -= bytes(ofTag);
      if (room >= 0) {
        entries.addAll(ofTag);
      }
    }
    return entries;
  }

  private static Set<Entry> ofTag(String tag, Optional<String> inCategory, String place) {
    Set<Entry> entries = new LinkedHashSet<>();
    if (!tag.isEmpty()) {
      entries.add(new Entry("tag#" + tag, place));
      inCategory.ifPresent(in -> entries.add(new Entry("both#" + in + "#" + tag, place)));
    }
    return entries;
  }

  private static int bytes(Set<Entry> entries) {
    return entries.stream()
        .mapToInt(
            entry ->
                (entry.term() + entry.place()).getBytes(StandardCharsets.UTF_8).length
                    + BYTES_AROUND)
        .sum();
  }

  /** Upper case, because it makes one letter of what lower case makes two of (σ and ς). */
  private static String folded(String text) {
    String trimmed = AROUND.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
    String folded = trimmed.toUpperCase(Locale.ROOT);
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
