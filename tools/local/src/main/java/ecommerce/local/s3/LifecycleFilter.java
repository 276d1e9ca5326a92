package ecommerce.local.s3;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/** Which objects a lifecycle rule is about. */
final class LifecycleFilter {

  private LifecycleFilter() {}

  static String prefix(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    return Stream.of(
            rule.prefix(),
            filter == null ? null : filter.prefix(),
            filter == null || filter.and() == null ? null : filter.and().prefix())
        .filter(prefix -> prefix != null)
        .findFirst()
        .orElse("");
  }

  static boolean matches(LifecycleRule rule, StoredObject object) {
    if (!object.key().startsWith(prefix(rule))) {
      return false;
    }
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return true;
    }
    LifecycleRuleAndOperator and = filter.and();
    return has(object, filter.tag() == null ? List.of() : List.of(filter.tag()))
        && isWithin(object, filter.objectSizeGreaterThan(), filter.objectSizeLessThan())
        && (and == null
            || has(object, and.tags())
                && isWithin(object, and.objectSizeGreaterThan(), and.objectSizeLessThan()));
  }

  private static boolean has(StoredObject object, List<Tag> tags) {
    return tags.stream().allMatch(tag -> tag.value().equals(object.newest().tags().get(tag.key())));
  }

  private static boolean isWithin(StoredObject object, Long above, Long below) {
    long size = object.newest().size();
    return (above == null || size > above) && (below == null || size < below);
  }
}
