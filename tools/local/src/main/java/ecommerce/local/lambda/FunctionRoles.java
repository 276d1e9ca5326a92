package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.Identity;
import ecommerce.local.Roles;
import ecommerce.local.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions of the functions' roles, for what Lambda does in their name: reading streams and queues,
 * sending results.
 */
final class FunctionRoles {

  private static final Duration SESSION = Duration.ofHours(1);

  private final Account account;
  private final Roles roles;
  private final Timers timers;
  private final Map<String, Roles.Credentials> sessions = new ConcurrentHashMap<>();

  FunctionRoles(Account account, Roles roles, Timers timers) {
    this.account = account;
    this.roles = roles;
    this.timers = timers;
  }

  /**
   * @throws ecommerce.local.AccessDenied where Lambda cannot assume the role
   */
  Identity identity(Function function) {
    String key = function.name() + " " + function.configuration().role();
    return sessions
        .compute(
            key,
            (any, session) ->
                session != null && session.expires().isAfter(timers.instant().plusSeconds(300))
                    ? session
                    : assume(function))
        .identity();
  }

  private Roles.Credentials assume(Function function) {
    Identity.Service lambda =
        new Identity.Service("lambda.amazonaws.com", function.arn(), account.id());
    return roles.assume(function.configuration().role(), function.name(), lambda, SESSION);
  }
}
