package ecommerce.local.iam;

import java.util.List;
import java.util.Locale;

/**
 * The Action or NotAction, Resource or NotResource of a statement.
 *
 * @param excluded whether it is the Not form
 */
record Patterns(List<PolicyText> texts, boolean excluded) {

  /** Of a statement that may not name resources: a role's trust policy. */
  static final Patterns ANYTHING = new Patterns(List.of(), true);

  Patterns {
    texts = List.copyOf(texts);
  }

  boolean match(String value, RequestContext context) {
    for (PolicyText text : texts) {
      if (text.expand(context).filter(pattern -> Wildcards.match(pattern, value)).isPresent()) {
        return !excluded;
      }
    }
    return excluded;
  }

  /** Actions are compared in lower case. */
  static String folded(String action) {
    return action.toLowerCase(Locale.ROOT);
  }
}
