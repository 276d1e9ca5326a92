package ecommerce.local.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import ecommerce.local.Tokens;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Verifies tokens by the pools' keys. */
final class TokenVerifier implements Tokens {

  private final Pools pools;
  private final Users users;
  private final SignIns signIns;
  private final InstantSource clock;

  TokenVerifier(Pools pools, Users users, SignIns signIns, InstantSource clock) {
    this.pools = pools;
    this.users = users;
    this.signIns = signIns;
    this.clock = clock;
  }

  @Override
  public Optional<Map<String, Object>> verify(String userPoolId, String jwt) {
    return pools
        .find(userPoolId)
        .flatMap(pool -> genuine(pool, jwt))
        .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()))
        .map(JWTClaimsSet::toJSONObject);
  }

  private static Optional<JWTClaimsSet> genuine(Pool pool, String jwt) {
    try {
      SignedJWT token = SignedJWT.parse(jwt);
      boolean ours =
          token.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
              && pool.key().getKeyID().equals(token.getHeader().getKeyID())
              && token.verify(new RSASSAVerifier(pool.key().toRSAPublicKey()))
              && pool.issuer().equals(token.getJWTClaimsSet().getIssuer())
              && token.getJWTClaimsSet().getExpirationTime() != null;
      return ours ? Optional.of(token.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /** The bearer of an access token. */
  record Bearer(Pool pool, User user, String clientId) {}

  /** The user whose access token it is; refuses tokens that are false, expired or revoked. */
  Bearer bearer(String accessToken) {
    JWTClaimsSet claims =
        pools.all().stream()
            .flatMap(pool -> genuine(pool, accessToken).stream())
            .filter(found -> "access".equals(found.getClaim("token_use")))
            .findFirst()
            .orElseThrow(() -> Refusal.notAuthorized("Invalid Access Token"));
    if (!claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
      throw Refusal.notAuthorized("Access Token has expired");
    }
    String poolId = claims.getIssuer().substring(claims.getIssuer().lastIndexOf('/') + 1);
    Pool pool = pools.get(poolId);
    String username = String.valueOf(claims.getClaim("username"));
    User user = users.find(pool, username).orElseThrow(() -> Refusal.noUser());
    if (!signIns.isActive(poolId, user.username(), String.valueOf(claims.getClaim("origin_jti")))) {
      throw Refusal.notAuthorized("Access Token has been revoked");
    }
    if (!user.enabled()) {
      throw Refusal.notAuthorized("User is disabled.");
    }
    return new Bearer(pool, user, String.valueOf(claims.getClaim("client_id")));
  }
}
