package ecommerce.local.appsync;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code util} needs from outside JavaScript: the clock, chance, and the text functions of
 * Java that AppSync documents.
 */
final class HostFunctions {

  private static final Logger LOG = LoggerFactory.getLogger("aws.appsync");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private HostFunctions() {}

  static ProxyObject of(InstantSource clock) {
    Map<String, Object> functions = new HashMap<>();
    functions.put("now", function(arguments -> clock.millis()));
    functions.put("autoId", function(arguments -> UUID.randomUUID().toString()));
    functions.put("autoUlid", function(arguments -> ulid(clock.millis())));
    functions.put("autoKsuid", function(arguments -> ksuid(clock.instant())));
    functions.put(
        "matches",
        function(arguments -> Pattern.matches(arguments[0].asString(), arguments[1].asString())));
    functions.put("escapeJavaScript", function(arguments -> escaped(arguments[0].asString())));
    functions.put(
        "urlEncode",
        function(arguments -> URLEncoder.encode(arguments[0].asString(), StandardCharsets.UTF_8)));
    functions.put(
        "urlDecode",
        function(arguments -> URLDecoder.decode(arguments[0].asString(), StandardCharsets.UTF_8)));
    functions.put("base64Encode", function(arguments -> encoded(arguments[0].asString())));
    functions.put("base64Decode", function(arguments -> decoded(arguments[0].asString())));
    functions.put(
        "formatted",
        function(
            arguments -> formatted(arguments[0].asLong(), text(arguments[1]), text(arguments[2]))));
    functions.put(
        "parsed",
        function(
            arguments -> parsed(arguments[0].asString(), text(arguments[1]), text(arguments[2]))));
    functions.put("log", function(arguments -> log(arguments[0].asString())));
    return ProxyObject.fromMap(functions);
  }

  private static ProxyExecutable function(ProxyExecutable body) {
    return body;
  }

  private static String text(Value value) {
    return value.isNull() ? null : value.asString();
  }

  private static Object log(String line) {
    LOG.info("resolver: {}", line);
    return null;
  }

  private static String ulid(long millis) {
    char[] id = new char[26];
    for (int i = 9; i >= 0; i--) {
      id[i] = CROCKFORD.charAt((int) (millis & 31));
      millis >>= 5;
    }
    for (int i = 10; i < 26; i++) {
      id[i] = CROCKFORD.charAt(RANDOM.nextInt(32));
    }
    return new String(id);
  }

  /** 20 bytes, seconds since the KSUID epoch and chance, in base 62. */
  private static String ksuid(Instant now) {
    byte[] bytes = new byte[20];
    RANDOM.nextBytes(bytes);
    long seconds = now.getEpochSecond() - 1_400_000_000L;
    for (int i = 3; i >= 0; i--) {
      bytes[i] = (byte) seconds;
      seconds >>= 8;
    }
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    java.math.BigInteger value = new java.math.BigInteger(1, bytes);
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 27; i++) {
      java.math.BigInteger[] parts = value.divideAndRemainder(java.math.BigInteger.valueOf(62));
      id.append(digits.charAt(parts[1].intValue()));
      value = parts[0];
    }
    return id.reverse().toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\'', '\\', '/' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String formatted(long millis, String format, String zone) {
    Instant instant = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS);
    return format == null
        ? ISO.format(instant)
        : DateTimeFormatter.ofPattern(format).format(instant.atZone(ZoneId.of(zone)));
  }

  private static long parsed(String text, String format, String zone) {
    if (format == null) {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format);
    return ZonedDateTime.parse(text, zone == null ? formatter : formatter.withZone(ZoneId.of(zone)))
        .toInstant()
        .toEpochMilli();
  }
}
