package ecommerce.local.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Set;

/** Verifies signatures against the account's access keys. Codes and words are those of AWS. */
public final class SignatureAuthenticator implements Authenticator {

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  /** Their one endpoint is in the first region, wherever else they are called. */
  private static final Set<String> GLOBAL = Set.of("iam", "sts");

  private static final String FIRST_REGION = "us-east-1";

  private final AccessKeys keys;
  private final InstantSource clock;
  private final Optional<String> region;

  /** Takes signatures for any region. */
  public SignatureAuthenticator(AccessKeys keys, InstantSource clock) {
    this(keys, clock, Optional.empty());
  }

  /** Takes signatures for one region, and for global services. */
  public SignatureAuthenticator(AccessKeys keys, InstantSource clock, String region) {
    this(keys, clock, Optional.of(region));
  }

  private SignatureAuthenticator(AccessKeys keys, InstantSource clock, Optional<String> region) {
    this.keys = keys;
    this.clock = clock;
    this.region = region;
  }

  @Override
  public Identity authenticate(HttpRequest request, String service) {
    Optional<SigV2> old = service.equals("s3") ? SigV2.of(request) : Optional.empty();
    if (old.isPresent()) {
      return verify(request, old.get());
    }
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
    requireRegion(claim);
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
      throw doesNotMatch();
    }
    return key.identity();
  }

  private Identity verify(HttpRequest request, SigV2 claim) {
    AccessKeys.Key key =
        keys.find(claim.accessKeyId()).orElseThrow(SignatureAuthenticator::invalidToken);
    boolean temporary = key.identity() instanceof Identity.RoleSession;
    if (temporary && !claim.token().equals(key.sessionToken())) {
      throw invalidToken();
    }
    Instant now = clock.instant();
    boolean expired =
        !claim.expires().matches("\\d{1,12}")
            || now.isAfter(Instant.ofEpochSecond(Long.parseLong(claim.expires())));
    if (expired || now.isAfter(key.expires())) {
      throw new Fault("AccessDenied", 403, "Request has expired");
    }
    byte[] expected =
        claim.expected(request, key.secretAccessKey()).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, claim.signature().getBytes(StandardCharsets.US_ASCII))) {
      throw doesNotMatch();
    }
    return key.identity();
  }

  private static Fault doesNotMatch() {
    return new Fault(
        "InvalidSignatureException",
        403,
        "The request signature we calculated does not match the signature you provided. Check"
            + " your AWS Secret Access Key and signing method. Consult the service documentation"
            + " for details.");
  }

  private void requireRegion(SignatureClaim claim) {
    boolean global = GLOBAL.contains(claim.service()) && claim.region().equals(FIRST_REGION);
    if (global || region.isEmpty() || region.get().equals(claim.region())) {
      return;
    }
    if (claim.service().equals("s3")) {
      throw new Fault(
          "AuthorizationHeaderMalformed",
          400,
          "The authorization header is malformed; the region '"
              + claim.region()
              + "' is wrong; expecting '"
              + region.get()
              + "'",
          JsonNodeFactory.instance.objectNode().put("Region", region.get()));
    }
    throw new Fault(
        "InvalidSignatureException",
        403,
        "Credential should be scoped to a valid region, which is "
            + region.get()
            + " in this environment. ");
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
    if (now.isAfter(last) && claim.service().equals("s3") && claim.expiresInSeconds().isPresent()) {
      throw new Fault("AccessDenied", 403, "Request has expired");
    }
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
