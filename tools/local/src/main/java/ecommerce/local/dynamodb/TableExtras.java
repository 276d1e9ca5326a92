package ecommerce.local.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.store.Collection;
import ecommerce.local.wire.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tags, point-in-time recovery, resource policies, encryption: the operations that DynamoDB Local
 * does not know.
 */
final class TableExtras {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Account account;
  private final Names names;
  private final Collection<Extras> extras;
  private final InstantSource clock;

  TableExtras(Names names, Collection<Extras> extras, InstantSource clock) {
    this.account = names.account();
    this.names = names;
    this.extras = extras;
    this.clock = clock;
  }

  /** Takes what the engine does not know out of a request that makes or changes a table. */
  Extras take(ObjectNode request, Extras before) {
    Extras after = before;
    if (request.remove("Tags") instanceof JsonNode tags) {
      after = after.withTags(tagged(before.tags(), tags));
    }
    if (request.remove("ResourcePolicy") instanceof JsonNode policy) {
      after = after.withPolicy(Optional.of(document(policy.asText())));
    }
    if (request.remove("SSESpecification") instanceof JsonNode encryption) {
      after = after.withEncryption(encryption(encryption));
    }
    if (request.remove("TableClass") instanceof JsonNode tableClass) {
      after = after.withClass(Optional.of(tableClass.asText()));
    }
    request.remove("WarmThroughput");
    return after;
  }

  Extras fresh() {
    return Extras.of(UUID.randomUUID().toString());
  }

  Extras of(String table) {
    return extras.get(table).orElseGet(this::fresh);
  }

  void keep(String table, Extras kept) {
    extras.put(table, kept);
  }

  void forget(String table) {
    extras.remove(table);
  }

  /** Adds to a table's description what the engine does not know of it. */
  void describe(ObjectNode description) {
    extras
        .get(description.path("TableName").asText())
        .ifPresent(
            known -> {
              description.put("TableId", known.tableId());
              known
                  .encryption()
                  .ifPresent(encryption -> description.set("SSEDescription", encryption));
              known
                  .tableClass()
                  .ifPresent(
                      name -> description.putObject("TableClassSummary").put("TableClass", name));
            });
  }

  private Optional<JsonNode> encryption(JsonNode specification) {
    if (!specification.path("Enabled").asBoolean()) {
      return Optional.empty();
    }
    String key = specification.path("KMSMasterKeyId").asText("alias/aws/dynamodb");
    String arn =
        key.startsWith("arn:")
            ? key
            : account.arn("kms", key.startsWith("alias/") ? key : "key/" + key);
    return Optional.of(
        JSON.objectNode()
            .put("Status", "ENABLED")
            .put("SSEType", "KMS")
            .put("KMSMasterKeyArn", arn));
  }

  JsonNode tag(ObjectNode request) {
    Extras before = known(request);
    keep(tableOf(request), before.withTags(tagged(before.tags(), request.path("Tags"))));
    return JSON.objectNode();
  }

  JsonNode untag(ObjectNode request) {
    Extras before = known(request);
    Map<String, String> tags = new HashMap<>(before.tags());
    request.path("TagKeys").forEach(key -> tags.remove(key.asText()));
    keep(tableOf(request), before.withTags(tags));
    return JSON.objectNode();
  }

  JsonNode tags(ObjectNode request) {
    ObjectNode answer = JSON.objectNode();
    answer.putArray("Tags");
    known(request)
        .tags()
        .forEach(
            (key, value) ->
                answer.withArray("Tags").addObject().put("Key", key).put("Value", value));
    return answer;
  }

  private static Map<String, String> tagged(Map<String, String> before, JsonNode tags) {
    Map<String, String> after = new HashMap<>(before);
    tags.forEach(tag -> after.put(TableAccess.text(tag, "Key"), tag.path("Value").asText()));
    return after;
  }

  JsonNode putPolicy(ObjectNode request) {
    Extras before = known(request);
    keep(
        tableOf(request),
        before.withPolicy(Optional.of(document(TableAccess.text(request, "Policy")))));
    return JSON.objectNode().put("RevisionId", revision(of(tableOf(request))));
  }

  JsonNode getPolicy(ObjectNode request) {
    Extras table = known(request);
    JsonNode policy =
        table
            .resourcePolicy()
            .orElseThrow(
                () ->
                    new Fault(
                        "PolicyNotFoundException",
                        400,
                        "Resource-based policy not found for the provided ResourceArn"));
    return JSON.objectNode().put("Policy", policy.toString()).put("RevisionId", revision(table));
  }

  JsonNode deletePolicy(ObjectNode request) {
    keep(tableOf(request), known(request).withPolicy(Optional.empty()));
    return JSON.objectNode();
  }

  private static String revision(Extras table) {
    return Integer.toString(table.resourcePolicy().hashCode() & 0x7fffffff);
  }

  private static JsonNode document(String policy) {
    try {
      JsonNode document = MAPPER.readTree(policy);
      if (document.path("Statement").isMissingNode()) {
        throw Fault.validation("Invalid policy document: a Statement is missing");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw Fault.validation("Invalid policy document: it is not JSON");
    }
  }

  JsonNode updateRecovery(ObjectNode request) {
    String table = names.table(TableAccess.text(request, "TableName"));
    JsonNode wanted = request.path("PointInTimeRecoverySpecification");
    if (!wanted.path("PointInTimeRecoveryEnabled").isBoolean()) {
      throw Fault.validation(
          "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled is missing");
    }
    Extras before = of(table);
    boolean on = wanted.path("PointInTimeRecoveryEnabled").booleanValue();
    int days = wanted.path("RecoveryPeriodInDays").asInt(Extras.RECOVERY_DAYS);
    if (days < 1 || days > Extras.RECOVERY_DAYS) {
      throw Fault.validation("RecoveryPeriodInDays must be between 1 and " + Extras.RECOVERY_DAYS);
    }
    Optional<Instant> since =
        on ? before.recoverableSince().or(() -> Optional.of(clock.instant())) : Optional.empty();
    keep(table, before.withRecovery(since, days));
    return recovery(request);
  }

  JsonNode recovery(ObjectNode request) {
    Extras table = of(names.table(TableAccess.text(request, "TableName")));
    ObjectNode answer = JSON.objectNode();
    ObjectNode backups =
        answer.putObject("ContinuousBackupsDescription").put("ContinuousBackupsStatus", "ENABLED");
    ObjectNode recovery = backups.putObject("PointInTimeRecoveryDescription");
    recovery.put(
        "PointInTimeRecoveryStatus", table.recoverableSince().isPresent() ? "ENABLED" : "DISABLED");
    table
        .recoverableSince()
        .ifPresent(
            since -> {
              Instant earliest = clock.instant().minus(Duration.ofDays(table.recoveryDays()));
              recovery.put("RecoveryPeriodInDays", table.recoveryDays());
              recovery.put(
                  "EarliestRestorableDateTime",
                  (since.isAfter(earliest) ? since : earliest).getEpochSecond());
              recovery.put("LatestRestorableDateTime", clock.instant().getEpochSecond());
            });
    return answer;
  }

  private String tableOf(ObjectNode request) {
    return names.table(TableAccess.text(request, "ResourceArn"));
  }

  private Extras known(ObjectNode request) {
    String arn = TableAccess.text(request, "ResourceArn");
    return extras
        .get(names.table(arn))
        .orElseThrow(
            () ->
                new Fault(
                    "ResourceNotFoundException",
                    400,
                    "Requested resource not found: ResourceArn: " + arn + " not found"));
  }
}
