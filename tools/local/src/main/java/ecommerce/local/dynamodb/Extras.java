package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What AWS remembers of a table and DynamoDB Local does not.
 *
 * @param recoverableSince when point-in-time recovery was turned on; empty where it is off
 * @param encryption the {@code SSEDescription}
 */
record Extras(
    String tableId,
    Map<String, String> tags,
    Optional<Instant> recoverableSince,
    int recoveryDays,
    Optional<JsonNode> resourcePolicy,
    Optional<JsonNode> encryption,
    Optional<String> tableClass) {

  static final int RECOVERY_DAYS = 35;

  Extras {
    tags = tags == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
    recoverableSince = recoverableSince == null ? Optional.empty() : recoverableSince;
    resourcePolicy =
        resourcePolicy == null
            ? Optional.empty()
            : resourcePolicy.filter(policy -> !policy.isNull());
    encryption =
        encryption == null
            ? Optional.empty()
            : encryption.filter(description -> !description.isNull());
    tableClass = tableClass == null ? Optional.empty() : tableClass;
  }

  static Extras of(String tableId) {
    return new Extras(
        tableId,
        Map.of(),
        Optional.empty(),
        RECOVERY_DAYS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Extras withTags(Map<String, String> all) {
    return new Extras(
        tableId, all, recoverableSince, recoveryDays, resourcePolicy, encryption, tableClass);
  }

  Extras withRecovery(Optional<Instant> since, int days) {
    return new Extras(tableId, tags, since, days, resourcePolicy, encryption, tableClass);
  }

  Extras withPolicy(Optional<JsonNode> policy) {
    return new Extras(
        tableId, tags, recoverableSince, recoveryDays, policy, encryption, tableClass);
  }

  Extras withEncryption(Optional<JsonNode> description) {
    return new Extras(
        tableId, tags, recoverableSince, recoveryDays, resourcePolicy, description, tableClass);
  }

  Extras withClass(Optional<String> name) {
    return new Extras(
        tableId, tags, recoverableSince, recoveryDays, resourcePolicy, encryption, name);
  }
}
