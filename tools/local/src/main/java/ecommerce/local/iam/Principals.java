package ecommerce.local.iam;

import ecommerce.local.Identity;
import java.util.Set;

/**
 * The Principal or NotPrincipal element of a statement.
 *
 * @param everyone {@code "*"} or {@code {"AWS": "*"}}
 * @param accounts ids of whole accounts
 * @param arns of users, roles and role sessions
 * @param services e.g. {@code events.amazonaws.com}
 * @param excluded whether it is a NotPrincipal
 */
record Principals(
    boolean everyone,
    Set<String> accounts,
    Set<String> arns,
    Set<String> services,
    boolean excluded) {

  /** How a caller is named. */
  enum Match {
    NO,
    /** By its account: an Allow then leaves the decision to the account's own identity policies. */
    ACCOUNT,
    DIRECT
  }

  Principals {
    accounts = Set.copyOf(accounts);
    arns = Set.copyOf(arns);
    services = Set.copyOf(services);
  }

  Match match(Identity caller) {
    Match named = named(caller);
    return !excluded ? named : named == Match.NO ? Match.DIRECT : Match.NO;
  }

  private Match named(Identity caller) {
    return switch (caller) {
      case Identity.Service service ->
          everyone || services.contains(service.principal()) ? Match.DIRECT : Match.NO;
      case Identity.Anonymous anonymous -> everyone ? Match.DIRECT : Match.NO;
      case Identity.Administrator user -> direct(user.arn(), user.arn());
      case Identity.RoleSession session -> direct(session.arn(), session.roleArn());
    };
  }

  private Match direct(String arn, String principalArn) {
    if (everyone || arns.contains(arn) || arns.contains(principalArn)) {
      return Match.DIRECT;
    }
    return accounts.contains(Arns.account(principalArn)) ? Match.ACCOUNT : Match.NO;
  }
}
