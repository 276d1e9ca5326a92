package ecommerce.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The managed policies: the account's own, by ARN, and those of AWS that this environment knows.
 */
final class ManagedPolicies {

  private static final Instant LONG_AGO = Instant.parse("2015-04-09T15:03:43Z");

  private final Registry<ManagedPolicy> own;
  private final Map<String, ManagedPolicy> aws;

  ManagedPolicies(Registry<ManagedPolicy> own) {
    this.own = own;
    this.aws = awsPolicies();
  }

  Registry<ManagedPolicy> own() {
    return own;
  }

  Optional<ManagedPolicy> find(String arn) {
    return Optional.ofNullable(aws.get(arn)).or(() -> own.find(arn));
  }

  boolean ofAws(String arn) {
    return aws.containsKey(arn);
  }

  Stream<ManagedPolicy> all() {
    return Stream.concat(own.all().stream(), aws.values().stream());
  }

  private static Map<String, ManagedPolicy> awsPolicies() {
    Map<String, ManagedPolicy> policies = new HashMap<>();
    try (InputStream file = ManagedPolicies.class.getResourceAsStream("managed-policies.json")) {
      JsonNode documents = new ObjectMapper().readTree(file);
      documents
          .properties()
          .forEach(e -> policies.put(e.getKey(), awsPolicy(e.getKey(), e.getValue())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(policies);
  }

  private static ManagedPolicy awsPolicy(String arn, JsonNode document) {
    String name = Arns.name(arn);
    String path =
        arn.substring(arn.indexOf(":policy") + ":policy".length(), arn.length() - name.length());
    List<ManagedPolicy.Version> versions =
        List.of(new ManagedPolicy.Version("v1", document.toString(), LONG_AGO));
    return new ManagedPolicy(
        name, path, "ANPA" + name, arn, "", LONG_AGO, LONG_AGO, "v1", versions, Map.of());
  }
}
