package ecommerce.local.iam;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Permission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the condition keys of requests: those that the called service gives, and AWS's global ones,
 * among them the tags of the caller's role.
 */
record Contexts(Account account, InstantSource clock, IdentityPolicies identities) {

  RequestContext of(Identity caller, Permission permission) {
    Map<String, List<String>> keys = new HashMap<>();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    put(keys, "aws:CurrentTime", now.toString());
    put(keys, "aws:EpochTime", Long.toString(now.getEpochSecond()));
    put(keys, "aws:RequestedRegion", account.region());
    // The port is on loopback, where plain HTTP is what TLS is on AWS: policies that insist on TLS
    // must work.
    put(keys, "aws:SecureTransport", "true");
    put(keys, "aws:ViaAWSService", "false");
    put(keys, "aws:PrincipalIsAWSService", Boolean.toString(caller instanceof Identity.Service));
    switch (caller) {
      case Identity.Administrator user -> {
        principal(keys, user.arn(), "User");
        put(keys, "aws:username", Arns.name(user.arn()));
      }
      case Identity.RoleSession session -> {
        principal(keys, session.roleArn(), "AssumedRole");
        put(keys, "sts:RoleSessionName", Arns.name(session.arn()));
        identities
            .role(session.roleArn())
            .ifPresent(
                role ->
                    role.tags()
                        .forEach((key, value) -> put(keys, "aws:PrincipalTag/" + key, value)));
      }
      case Identity.Service service -> {
        put(keys, "aws:PrincipalServiceName", service.principal());
        put(keys, "aws:SourceArn", service.sourceArn());
        put(keys, "aws:SourceAccount", service.sourceAccount());
      }
      case Identity.Anonymous anonymous -> put(keys, "aws:PrincipalType", "Anonymous");
    }
    permission.context().forEach(keys::put);
    return new RequestContext(keys);
  }

  private void principal(Map<String, List<String>> keys, String arn, String type) {
    put(keys, "aws:PrincipalArn", arn);
    put(keys, "aws:PrincipalAccount", account.id());
    put(keys, "aws:PrincipalType", type);
  }

  private static void put(Map<String, List<String>> keys, String key, String value) {
    if (value != null && !value.isEmpty()) {
      keys.put(key, List.of(value));
    }
  }
}
