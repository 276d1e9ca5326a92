package ecommerce.local.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A role as it is kept.
 *
 * @param trust the trust policy's document
 * @param inline documents of the inline policies, by name
 * @param attached ARNs of managed policies
 */
record Role(
    String name,
    String path,
    String id,
    String arn,
    String description,
    int maxSessionSeconds,
    Instant created,
    String trust,
    Map<String, String> inline,
    List<String> attached,
    Map<String, String> tags) {

  Role {
    inline = java.util.Collections.unmodifiableMap(new TreeMap<>(inline));
    attached = List.copyOf(attached);
    tags = java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Role withTrust(String document) {
    return new Role(
        name,
        path,
        id,
        arn,
        description,
        maxSessionSeconds,
        created,
        document,
        inline,
        attached,
        tags);
  }

  Role withInline(Map<String, String> documents) {
    return new Role(
        name,
        path,
        id,
        arn,
        description,
        maxSessionSeconds,
        created,
        trust,
        documents,
        attached,
        tags);
  }

  Role withAttached(List<String> arns) {
    return new Role(
        name, path, id, arn, description, maxSessionSeconds, created, trust, inline, arns, tags);
  }

  Role with(String newDescription, int newMaxSessionSeconds) {
    return new Role(
        name,
        path,
        id,
        arn,
        newDescription,
        newMaxSessionSeconds,
        created,
        trust,
        inline,
        attached,
        tags);
  }

  Role withTags(Map<String, String> all) {
    return new Role(
        name, path, id, arn, description, maxSessionSeconds, created, trust, inline, attached, all);
  }
}
