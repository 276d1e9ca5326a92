package ecommerce.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.local.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition keys of requests: {@code dynamodb:LeadingKeys}, {@code dynamodb:Attributes} and the
 * like.
 */
final class RequestKeys {

  private static final Pattern EQUALS = Pattern.compile("([#\\w.-]+)\\s*=\\s*(:\\w+)");

  private final BiFunction<String, String, Optional<String>> partitionKey;

  /**
   * @param partitionKey its name, by table and index; empty where there is none
   */
  RequestKeys(BiFunction<String, String, Optional<String>> partitionKey) {
    this.partitionKey = partitionKey;
  }

  Permission conditions(Permission permission, String table, JsonNode request) {
    Permission with = permission;
    List<String> leading =
        partitionKey
            .apply(table, request.path("IndexName").asText(""))
            .map(key -> leading(key, request))
            .orElse(List.of());
    if (!leading.isEmpty()) {
      with = with.with("dynamodb:LeadingKeys", leading);
    }
    List<String> attributes = attributes(request);
    if (!attributes.isEmpty()) {
      with = with.with("dynamodb:Attributes", attributes);
    }
    for (String member : List.of("Select", "ReturnValues")) {
      if (request.path(member).isTextual()) {
        with = with.with("dynamodb:" + member, List.of(request.path(member).textValue()));
      }
    }
    return with;
  }

  /**
   * @param items of one table in a batch: its reads, or a list of writes
   */
  Permission batch(Permission permission, String table, JsonNode items) {
    List<String> leading = new ArrayList<>();
    Optional<String> key = partitionKey.apply(table, "");
    if (key.isPresent()) {
      items.path("Keys").forEach(one -> add(leading, one.path(key.get())));
      for (JsonNode write : items) {
        add(leading, write.path("PutRequest").path("Item").path(key.get()));
        add(leading, write.path("DeleteRequest").path("Key").path(key.get()));
      }
    }
    return leading.isEmpty() ? permission : permission.with("dynamodb:LeadingKeys", leading);
  }

  private static List<String> leading(String key, JsonNode request) {
    List<String> leading = new ArrayList<>();
    add(leading, request.path("Key").path(key));
    add(leading, request.path("Item").path(key));
    add(leading, request.path("KeyConditions").path(key).path("AttributeValueList").path(0));
    Matcher equals = EQUALS.matcher(request.path("KeyConditionExpression").asText(""));
    while (equals.find()) {
      if (name(request, equals.group(1)).equals(key)) {
        add(leading, request.path("ExpressionAttributeValues").path(equals.group(2)));
      }
    }
    return leading;
  }

  private static String name(JsonNode request, String name) {
    return name.startsWith("#")
        ? request.path("ExpressionAttributeNames").path(name).asText(name)
        : name;
  }

  private static List<String> attributes(JsonNode request) {
    List<String> attributes = new ArrayList<>();
    request.path("Item").fieldNames().forEachRemaining(attributes::add);
    request.path("AttributesToGet").forEach(attribute -> attributes.add(attribute.asText()));
    for (String path : request.path("ProjectionExpression").asText("").split(",")) {
      String name = path.trim().split("[.\\[]", 2)[0];
      if (!name.isEmpty()) {
        attributes.add(name(request, name));
      }
    }
    return attributes;
  }

  private static void add(List<String> leading, JsonNode value) {
    value.properties().forEach(typed -> leading.add(typed.getValue().asText()));
  }
}
