package ecommerce.local.codecommit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a repository beside its git folder.
 *
 * @param id names the folder; never given twice
 * @param references each reference and the commit that the event bus was last told of
 */
record StoredRepository(
    String id,
    String name,
    String description,
    Instant created,
    Instant modified,
    Optional<String> defaultBranch,
    Map<String, String> tags,
    Map<String, String> references) {

  StoredRepository {
    tags = Map.copyOf(tags);
    references = Map.copyOf(references);
  }

  StoredRepository described(String other, Instant now) {
    return new StoredRepository(id, name, other, created, now, defaultBranch, tags, references);
  }

  StoredRepository withDefault(String branch, Instant now) {
    return new StoredRepository(
        id, name, description, created, now, Optional.of(branch), tags, references);
  }

  StoredRepository tagged(Map<String, String> others) {
    return new StoredRepository(
        id, name, description, created, modified, defaultBranch, others, references);
  }

  StoredRepository told(Map<String, String> now, Instant when) {
    return new StoredRepository(id, name, description, created, when, defaultBranch, tags, now);
  }
}
