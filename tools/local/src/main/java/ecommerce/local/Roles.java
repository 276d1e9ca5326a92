package ecommerce.local;

import java.time.Duration;
import java.time.Instant;

/** Temporary credentials of roles, for the services that act with them. */
public interface Roles {

  /**
   * @param expires when the access key stops working
   */
  record Credentials(
      String accessKeyId,
      String secretAccessKey,
      String sessionToken,
      Instant expires,
      Identity.RoleSession identity) {}

  /**
   * A session of a role, as {@code sts:AssumeRole} gives it to a service.
   *
   * @param roleArn a role of this account whose trust policy names the service
   * @throws AccessDenied where the role does not exist or does not trust the service
   */
  Credentials assume(String roleArn, String sessionName, Identity.Service by, Duration duration);
}
