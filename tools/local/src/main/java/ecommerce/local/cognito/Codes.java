package ecommerce.local.cognito;

import ecommerce.local.cognito.User.Code.Purpose;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;

/**
 * The codes that Cognito sends by mail. There is no mail here: they are written to the log of the
 * environment.
 */
final class Codes {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cognito");

  private final Users users;
  private final InstantSource clock;
  private final Random random;

  Codes(Users users, InstantSource clock, Random random) {
    this.users = users;
    this.clock = clock;
    this.random = random;
  }

  /** Sends a user a code; the last one counts. */
  CodeDeliveryDetailsType send(Pool pool, User user, Purpose purpose, Map<String, String> pending) {
    String code = random.code();
    Duration validity = purpose == Purpose.RESET ? Duration.ofHours(1) : Duration.ofHours(24);
    User.Code sent = new User.Code(purpose, code, clock.instant().plus(validity), pending);
    users.change(pool, user, current -> current.withCode(Optional.of(sent)));
    String address = pending.getOrDefault("email", user.attribute("email").orElse(""));
    LOG.info(
        "code {} for user {} of pool {} ({}), mailed to {}",
        code,
        user.username(),
        pool.id(),
        purpose,
        address);
    return delivery(address);
  }

  /** The user's code, where it is the one that was sent. */
  User.Code check(User user, Purpose purpose, String code) {
    User.Code sent =
        user.code().filter(last -> last.purpose() == purpose).orElseThrow(Refusal::expiredCode);
    if (!sent.expires().isAfter(clock.instant())) {
      throw Refusal.expiredCode();
    }
    if (!sent.value().equals(code)) {
      throw Refusal.wrongCode();
    }
    return sent;
  }

  static CodeDeliveryDetailsType delivery(String email) {
    int at = Math.max(0, email.indexOf('@'));
    String local = email.substring(0, at);
    String domain = email.substring(Math.min(email.length(), at + 1));
    return CodeDeliveryDetailsType.builder()
        .attributeName("email")
        .deliveryMedium(DeliveryMediumType.EMAIL)
        .destination(masked(local) + "@" + masked(domain))
        .build();
  }

  private static String masked(String text) {
    return text.isEmpty() ? "***" : text.charAt(0) + "***";
  }
}
