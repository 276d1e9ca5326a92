package ecommerce.local;

import java.time.Instant;
import java.util.Optional;

/** The access keys that may sign requests. */
public interface AccessKeys {

  record Key(
      String secretAccessKey, Optional<String> sessionToken, Instant expires, Identity identity) {}

  Optional<Key> find(String accessKeyId);
}
