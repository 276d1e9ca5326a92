package ecommerce.local.cognito;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/**
 * A client of a user pool.
 *
 * @param type its configuration, as DescribeUserPoolClient answers it
 */
record Client(UserPoolClientType type, Instant created, Instant modified) {

  String id() {
    return type.clientId();
  }

  String poolId() {
    return type.userPoolId();
  }

  /** Whether errors must not tell which users there are. */
  boolean hidesUsers() {
    return type.preventUserExistenceErrors() == PreventUserExistenceErrorTypes.ENABLED;
  }

  boolean allows(ExplicitAuthFlowsType flow) {
    return Flows.allowed(type.explicitAuthFlows()).contains(flow);
  }

  boolean mayWrite(String attribute) {
    return !type.hasWriteAttributes() || type.writeAttributes().contains(attribute);
  }

  Set<String> readable(Set<String> attributes) {
    return attributes.stream()
        .filter(
            name ->
                name.equals("sub")
                    || !type.hasReadAttributes()
                    || type.readAttributes().contains(name))
        .collect(Collectors.toSet());
  }

  Duration idValidity() {
    return validity(
        type.idTokenValidity(),
        units().map(u -> u.idToken()),
        TimeUnitsType.HOURS,
        Duration.ofHours(1));
  }

  Duration accessValidity() {
    return validity(
        type.accessTokenValidity(),
        units().map(u -> u.accessToken()),
        TimeUnitsType.HOURS,
        Duration.ofHours(1));
  }

  Duration refreshValidity() {
    return validity(
        type.refreshTokenValidity(),
        units().map(u -> u.refreshToken()),
        TimeUnitsType.DAYS,
        Duration.ofDays(30));
  }

  private Optional<
          software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType>
      units() {
    return Optional.ofNullable(type.tokenValidityUnits());
  }

  private static Duration validity(
      Integer count, Optional<TimeUnitsType> unit, TimeUnitsType usual, Duration otherwise) {
    if (count == null || count == 0) {
      return otherwise;
    }
    return switch (unit.orElse(usual)) {
      case SECONDS -> Duration.ofSeconds(count);
      case MINUTES -> Duration.ofMinutes(count);
      case DAYS -> Duration.ofDays(count);
      default -> Duration.ofHours(count);
    };
  }

  /**
   * Checks the hash that proves that the caller has the client's secret: base64 of HMAC-SHA256 of
   * user name and client id.
   */
  void checkSecretHash(String username, String hash) {
    if (type.clientSecret() == null) {
      if (hash != null) {
        throw Refusal.notAuthorized("Unable to verify secret hash for client " + id());
      }
      return;
    }
    if (hash == null) {
      throw Refusal.notAuthorized(
          "Client " + id() + " is configured with secret but SECRET_HASH was not received");
    }
    byte[] mac =
        Srp.hmac(
            type.clientSecret().getBytes(StandardCharsets.UTF_8),
            (username + id()).getBytes(StandardCharsets.UTF_8));
    byte[] expected = Base64.getEncoder().encode(mac);
    if (!MessageDigest.isEqual(expected, hash.getBytes(StandardCharsets.UTF_8))) {
      throw Refusal.notAuthorized("Unable to verify secret hash for client " + id());
    }
  }
}
