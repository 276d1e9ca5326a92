package ecommerce.local.wire;

import ecommerce.local.AccessKeys;
import ecommerce.local.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Verifies signatures against the account's access keys. Codes and words are those of AWS. */
public final class SignatureAuthenticator implements Authenticator {

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private final AccessKeys keys;
  private final InstantSource clock;

  public SignatureAuthenticator(AccessKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Identity authenticate(HttpRequest request, String service) {
    Optional<SignatureClaim> claim = SignatureClaim.of(request);
    return claim.isPresent() ? verify(request, claim.get(), service) : new Identity.Anonymous();
  }

  @Override
  public ChunkSignatures chunks(HttpRequest request) {
    return SignatureClaim.of(request)
        .flatMap(
            claim ->
                keys.find(claim.accessKeyId())
                    .map(key -> ChunkSignatures.of(claim, key.secretAccessKey())))
        .orElseGet(ChunkSignatures::unchecked);
  }

  private Identity verify(HttpRequest request, SignatureClaim claim, String service) {
    if (!claim.service().equals(service)) {
      throw new Fault(
          "InvalidSignatureException",
          403,
          "Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!claim.signedHeaders().contains("host")) {
      throw new Fault(
          "InvalidSignatureException",
          403,
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    AccessKeys.Key key =
        keys.find(claim.accessKeyId()).orElseThrow(SignatureAuthenticator::invalidToken);
    boolean temporary = key.identity() instanceof Identity.RoleSession;
    if (temporary && !claim.sessionToken().equals(key.sessionToken())) {
      throw invalidToken();
    }
    Instant now = clock.instant();
    if (now.isAfter(key.expires())) {
      throw new Fault(
          "ExpiredTokenException", 403, "The security token included in the request is expired");
    }
    requireFresh(claim, now);
    byte[] expected =
        SigV4.signature(request, claim, key.secretAccessKey()).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, claim.signature().getBytes(StandardCharsets.US_ASCII))) {
      throw new Fault(
          "InvalidSignatureException",
          403,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    return key.identity();
  }

  private static void requireFresh(SignatureClaim claim, Instant now) {
    Instant signed;
    try {
      signed = LocalDateTime.parse(claim.timestamp(), TIMESTAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new Fault(
          "IncompleteSignatureException", 403, "Date must be in ISO-8601 'basic format'.");
    }
    Instant last = signed.plus(claim.expiresInSeconds().map(Duration::ofSeconds).orElse(SKEW));
    if (now.isAfter(last)) {
      throw new Fault(
          "InvalidSignatureException",
          403,
          "Signature expired: "
              + claim.timestamp()
              + " is now earlier than "
              + TIMESTAMP.format(now.minus(SKEW).atOffset(ZoneOffset.UTC)));
    }
    if (signed.isAfter(now.plus(SKEW))) {
      throw new Fault(
          "InvalidSignatureException",
          403,
          "Signature not yet current: "
              + claim.timestamp()
              + " is still later than "
              + TIMESTAMP.format(now.atOffset(ZoneOffset.UTC)));
    }
  }

  private static Fault invalidToken() {
    return new Fault(
        "UnrecognizedClientException",
        403,
        "The security token included in the request is invalid.");
  }
}
