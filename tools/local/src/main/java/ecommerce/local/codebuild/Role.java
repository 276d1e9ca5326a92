package ecommerce.local.codebuild;

import ecommerce.local.AccessDenied;
import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The service role that a build acts with: one session after the other, each renewed before it
 * ends.
 */
final class Role {

  private static final Duration SESSION = Duration.ofHours(1);
  private static final Duration LEAST = Duration.ofMinutes(16);

  private final Roles roles;
  private final InstantSource clock;
  private final String arn;
  private final String session;
  private final Identity.Service codeBuild;
  private Roles.Credentials current;

  /**
   * @param buildId {@code PROJECT:UUID}
   */
  Role(
      Roles roles,
      InstantSource clock,
      Account account,
      String arn,
      String projectArn,
      String buildId) {
    this.roles = roles;
    this.clock = clock;
    this.arn = arn;
    this.session = "AWSCodeBuild-" + buildId.substring(buildId.indexOf(':') + 1);
    this.codeBuild = new Identity.Service("codebuild.amazonaws.com", projectArn, account.id());
  }

  /**
   * @throws Failure where CodeBuild may not assume the role
   */
  synchronized Roles.Credentials credentials() {
    if (current == null || !current.expires().isAfter(clock.instant().plus(LEAST))) {
      try {
        current = roles.assume(arn, session, codeBuild, SESSION);
      } catch (AccessDenied e) {
        throw new Failure(
            "ACCESS_DENIED",
            "CodeBuild is not authorized to perform: sts:AssumeRole on service"
                + " role. "
                + e.getMessage());
      }
    }
    return current;
  }

  Identity identity() {
    return credentials().identity();
  }
}
