package ecommerce.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import ecommerce.local.AccessDenied;
import ecommerce.local.wire.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/**
 * The policies of buckets. Refuses documents that are none, that speak of other buckets, and those
 * that allow everybody something where the bucket blocks public policies.
 */
final class BucketPolicies {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Keys whose condition makes a statement for everybody one for somebody. */
  private static final Set<String> NARROWING =
      Set.of(
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceip",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalaccount",
          "aws:userid",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  private final Buckets buckets;

  BucketPolicies(Buckets buckets) {
    this.buckets = buckets;
  }

  PutBucketPolicyResponse put(PutBucketPolicyRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    JsonNode policy = parse(request.policy());
    List<JsonNode> statements = list(policy.path("Statement"));
    if (statements.isEmpty()) {
      throw malformed("Missing required field Statement");
    }
    statements.forEach(statement -> require(statement, bucket.name()));
    boolean blocked =
        bucket
            .settings()
            .setting(Settings.PUBLIC_ACCESS)
            .filter(setting -> setting.path("BlockPublicPolicy").asBoolean())
            .isPresent();
    if (blocked && statements.stream().anyMatch(BucketPolicies::isPublic)) {
      throw new AccessDenied(
          "s3:PutBucketPolicy on resource: "
              + Buckets.arn(bucket.name())
              + " is not allowed because public policies are prevented by the BlockPublicPolicy"
              + " setting in S3 Block Public Access.");
    }
    buckets.change(bucket.name(), record -> record.with(Settings.POLICY, policy));
    return PutBucketPolicyResponse.builder().build();
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode policy = MAPPER.readTree(text == null ? "" : text);
      if (policy.isObject()) {
        return policy;
      }
    } catch (JsonProcessingException e) {
      // Falls through: it is no JSON.
    }
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }

  private static List<JsonNode> list(JsonNode value) {
    List<JsonNode> values = new ArrayList<>();
    if (value instanceof ArrayNode array) {
      array.forEach(values::add);
    } else if (!value.isMissingNode() && !value.isNull()) {
      values.add(value);
    }
    return values;
  }

  private static void require(JsonNode statement, String bucket) {
    String effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw malformed("Invalid effect: " + effect);
    }
    if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
      throw malformed("Missing required field Principal");
    }
    if (!statement.has("Action") && !statement.has("NotAction")) {
      throw malformed("Missing required field Action");
    }
    List<JsonNode> resources = list(statement.path("Resource"));
    resources.addAll(list(statement.path("NotResource")));
    if (resources.isEmpty()) {
      throw malformed("Missing required field Resource");
    }
    String arn = Buckets.arn(bucket);
    for (JsonNode resource : resources) {
      String text = resource.asText();
      if (!text.equals(arn) && !text.startsWith(arn + "/") && !text.equals(arn + "*")) {
        throw malformed("Policy has invalid resource");
      }
    }
  }

  private static boolean isPublic(JsonNode statement) {
    if (!statement.path("Effect").asText().equals("Allow")) {
      return false;
    }
    JsonNode principal = statement.path("Principal");
    boolean everybody =
        statement.has("NotPrincipal")
            || principal.asText().equals("*")
            || list(principal.path("AWS")).stream().anyMatch(aws -> aws.asText().equals("*"));
    return everybody && !isNarrowed(statement.path("Condition"));
  }

  private static boolean isNarrowed(JsonNode condition) {
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        boolean wild = list(key.getValue()).stream().anyMatch(value -> value.asText().equals("*"));
        if (!wild && NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT))) {
          return true;
        }
      }
    }
    return false;
  }

  GetBucketPolicyResponse get(GetBucketPolicyRequest request) {
    JsonNode policy =
        buckets
            .at(request.bucket())
            .settings()
            .setting(Settings.POLICY)
            .orElseThrow(
                () ->
                    Refusals.none(
                        "NoSuchBucketPolicy",
                        "The bucket policy does not exist",
                        request.bucket()));
    return GetBucketPolicyResponse.builder().policy(policy.toString()).build();
  }

  DeleteBucketPolicyResponse delete(DeleteBucketPolicyRequest request) {
    buckets.change(request.bucket(), record -> record.without(Settings.POLICY));
    return DeleteBucketPolicyResponse.builder().build();
  }

  private static Fault malformed(String message) {
    return new Fault("MalformedPolicy", 400, message);
  }
}
