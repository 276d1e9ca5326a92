package ecommerce.lint;

import java.util.List;

/** What each role may do, statement by statement, and the managed policies that it has. */
final class RolesTable {

  private RolesTable() {}

  static MarkdownTable of(Checkout checkout) {
    MarkdownTable table = new MarkdownTable("What roles may do", "who", "may", "to");
    for (ServiceFolder service : checkout.services()) {
      List<Grant> grants = Grant.of(service.stack());
      for (StackResource role : service.stack().resources("AWS::IAM::Role")) {
        String who = Spoken.holder(service, role.id());
        grants.stream()
            .filter(grant -> grant.role().equals(role.id()) && grant.allows())
            .forEach(
                grant ->
                    table.row(who, Spoken.codes(grant.actions()), Spoken.list(grant.resources())));
        List<String> managed =
            StackResource.texts(role.at("ManagedPolicyArns")).stream()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .toList();
        if (!managed.isEmpty()) {
          table.row(who, "what AWS's policy says", Spoken.codes(managed));
        }
      }
    }
    return table;
  }
}
