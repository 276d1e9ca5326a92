package ecommerce.local.deploy;

import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What several requests say in the same way. */
final class Requests {

  private Requests() {}

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Tag tag : tags) {
      if (tag.key().startsWith("aws:")) {
        throw Refusals.invalid("aws: prefixed tag key names are not allowed for external use.");
      }
      if (all.put(tag.key(), tag.value()) != null) {
        throw Refusals.invalid("Duplicate tag keys found. Please provide unique tag keys.");
      }
    }
    return all;
  }

  /** A flag that is there. */
  static boolean set(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  static Ongoing.OnFailure onFailure(String asked, Boolean disableRollback) {
    if (asked != null && disableRollback != null) {
      throw Refusals.invalid("You can specify either DisableRollback or OnFailure, but not both.");
    }
    if (asked == null) {
      return set(disableRollback) ? Ongoing.OnFailure.DO_NOTHING : Ongoing.OnFailure.ROLLBACK;
    }
    return Ongoing.OnFailure.valueOf(asked);
  }

  /** Refuses what would otherwise be ignored. */
  static void refuse(
      List<String> notificationArns,
      RollbackConfiguration rollback,
      String stackPolicyBody,
      String stackPolicyUrl,
      List<String> resourceTypes) {
    if (!notificationArns.isEmpty()) {
      throw Refusals.unsupported("NotificationARNs");
    }
    if (rollback != null && !rollback.rollbackTriggers().isEmpty()) {
      throw Refusals.unsupported("RollbackConfiguration with triggers");
    }
    if (stackPolicyBody != null || stackPolicyUrl != null) {
      throw Refusals.unsupported("A stack policy");
    }
    if (!resourceTypes.isEmpty()) {
      throw Refusals.unsupported("ResourceTypes");
    }
  }

  /**
   * A role that CloudFormation shall use: it must be there and trust CloudFormation. What is made
   * is not held against its policies.
   */
  static Optional<String> role(Roles roles, String roleArn, String accountId) {
    if (roleArn == null) {
      return Optional.empty();
    }
    try {
      roles.assume(
          roleArn,
          "AWSCloudFormation",
          new Identity.Service("cloudformation.amazonaws.com", roleArn, accountId),
          Duration.ofMinutes(15));
    } catch (ecommerce.local.AccessDenied e) {
      throw Refusals.invalid("Role " + roleArn + " is invalid or cannot be assumed");
    }
    return Optional.of(roleArn);
  }

  static Set<String> capabilities(List<String> given) {
    return Set.copyOf(given);
  }
}
