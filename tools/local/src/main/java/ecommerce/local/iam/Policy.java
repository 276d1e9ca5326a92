package ecommerce.local.iam;

import java.util.List;

/** A parsed policy document. */
record Policy(List<Statement> statements) {

  /** A policy with the name that a denial is explained by. */
  record Named(String name, Policy policy) {}

  Policy {
    statements = List.copyOf(statements);
  }

  /** What policies say together: an explicit denial wins, then any allowance. */
  static Verdict evaluate(List<Named> policies, PolicyRequest request) {
    Verdict verdict = new Verdict.Silent();
    for (Named named : policies) {
      for (Statement statement : named.policy().statements()) {
        if (statement.allow() && verdict instanceof Verdict.Allowed) {
          continue;
        }
        Principals.Match match = statement.match(request);
        if (match == Principals.Match.NO) {
          continue;
        }
        String where = named.name() + " " + statement.label();
        if (!statement.allow()) {
          return new Verdict.Denied(where);
        }
        verdict =
            match == Principals.Match.DIRECT
                ? new Verdict.Allowed(where)
                : new Verdict.Delegated(where);
      }
    }
    return verdict;
  }
}
