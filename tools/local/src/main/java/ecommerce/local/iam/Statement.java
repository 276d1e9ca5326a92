package ecommerce.local.iam;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param label its Sid, or {@code #n} with its place in the policy
 * @param principals of a resource or trust policy
 */
record Statement(
    String label,
    boolean allow,
    Optional<Principals> principals,
    Patterns actions,
    Patterns resources,
    List<Condition> conditions) {

  Statement {
    conditions = List.copyOf(conditions);
  }

  /**
   * Whether it speaks of the request, and how it names the caller; identity policies speak of their
   * own identity.
   */
  Principals.Match match(PolicyRequest request) {
    Principals.Match caller =
        principals.map(all -> all.match(request.caller())).orElse(Principals.Match.DIRECT);
    boolean applies =
        caller != Principals.Match.NO
            && actions.match(Patterns.folded(request.action()), request.context())
            && resources.match(request.resource(), request.context())
            && conditions.stream().allMatch(condition -> condition.holds(request.context()));
    return applies ? caller : Principals.Match.NO;
  }
}
