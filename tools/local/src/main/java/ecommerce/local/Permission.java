package ecommerce.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call needs: an action on a resource, with the condition keys that its request carries, and
 * the policy that hangs on the resource itself, where it has one.
 *
 * @param action e.g. {@code dynamodb:Query}
 * @param resource an ARN, or {@code *} for actions without resources
 * @param context condition keys ({@code dynamodb:LeadingKeys}) and their values; {@code
 *     aws:SourceArn} and the like are added from the identity
 * @param resourcePolicy an IAM policy document
 */
public record Permission(
    String action,
    String resource,
    Map<String, List<String>> context,
    Optional<JsonNode> resourcePolicy) {

  public Permission {
    context = Map.copyOf(context);
  }

  public static Permission of(String action, String resource) {
    return new Permission(action, resource, Map.of(), Optional.empty());
  }

  public Permission with(String conditionKey, List<String> values) {
    Map<String, List<String>> more = new HashMap<>(context);
    more.put(conditionKey, List.copyOf(values));
    return new Permission(action, resource, more, resourcePolicy);
  }

  public Permission guardedBy(Optional<JsonNode> policy) {
    return new Permission(action, resource, context, policy);
  }
}
