package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Parsed documents, so that each is parsed once. */
final class PolicyDocuments {

  private static final int MOST = 5_000;

  private record Key(PolicyKind kind, Object document) {}

  private final Map<Key, Policy> parsed = new ConcurrentHashMap<>();

  /**
   * @throws MalformedPolicy where it is none
   */
  Policy of(PolicyKind kind, String document) {
    return of(new Key(kind, document), () -> PolicyParser.parse(document, kind));
  }

  /**
   * @throws MalformedPolicy where it is none
   */
  Policy of(PolicyKind kind, JsonNode document) {
    Policy known = parsed.get(new Key(kind, document));
    return known != null
        ? known
        : of(new Key(kind, document.deepCopy()), () -> PolicyParser.parse(document, kind));
  }

  private Policy of(Key key, Supplier<Policy> parse) {
    Policy known = parsed.get(key);
    if (known != null) {
      return known;
    }
    Policy policy = parse.get();
    if (parsed.size() >= MOST) {
      parsed.clear();
    }
    parsed.put(key, policy);
    return policy;
  }
}
