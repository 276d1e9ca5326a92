package ecommerce.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A page of a listing.
 *
 * @param objects in order
 * @param prefixes that stand for more than one object
 * @param last where the next page starts after: a key, or a common prefix; empty where this is the
 *     last page
 */
record Page(List<StoredObject> objects, List<String> prefixes, Optional<String> last) {

  /**
   * @param after only what comes after it, where it is no prefix; everything below it, where it is
   *     one, has been told
   * @param most keys and prefixes together
   */
  static Page of(
      Bucket bucket,
      String prefix,
      String delimiter,
      String after,
      int most,
      Predicate<StoredObject> shown) {
    List<StoredObject> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = null;
    for (StoredObject object : bucket.from(prefix, after)) {
      String key = object.key();
      if (!key.startsWith(prefix)) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String common = end < 0 ? null : key.substring(0, end + delimiter.length());
      boolean told = common != null && (common.equals(last) || common.equals(after));
      if (told || !shown.test(object)) {
        continue;
      }
      if (objects.size() + prefixes.size() == most) {
        return new Page(objects, prefixes, Optional.ofNullable(last));
      }
      if (common == null) {
        objects.add(object);
        last = key;
      } else {
        prefixes.add(common);
        last = common;
      }
    }
    return new Page(objects, prefixes, Optional.empty());
  }
}
