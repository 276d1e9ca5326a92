package ecommerce.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a client says of an object when it writes it, and is told when it reads it.
 *
 * @param headers by the name of their member ({@code ContentType})
 * @param metadata the client's own
 */
record Attributes(Map<String, String> headers, Map<String, String> metadata) {

  static final Attributes NONE = new Attributes(Map.of(), Map.of());

  private static final Set<String> NAMES =
      Set.of(
          "CacheControl",
          "ContentDisposition",
          "ContentEncoding",
          "ContentLanguage",
          "ContentType",
          "Expires",
          "ServerSideEncryption",
          "SSEKMSKeyId",
          "BucketKeyEnabled",
          "StorageClass",
          "WebsiteRedirectLocation");

  Attributes {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
  }

  /** Those of a request to write an object. */
  static Attributes of(SdkPojo request, Map<String, String> metadata) {
    Map<String, String> headers = new HashMap<>();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value != null && NAMES.contains(field.memberName())) {
        headers.put(field.memberName(), value.toString());
      }
    }
    headers.putIfAbsent("ContentType", "binary/octet-stream");
    return new Attributes(headers, metadata);
  }

  Attributes withDefaults(Map<String, String> defaults) {
    Map<String, String> all = new HashMap<>(defaults);
    all.putAll(headers);
    return new Attributes(all, metadata);
  }

  /** The headers and metadata of this, but encryption and storage class of the other. */
  Attributes storedAs(Attributes other) {
    Map<String, String> all = new HashMap<>(headers);
    for (String name :
        Set.of("ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled", "StorageClass")) {
      all.remove(name);
      if (other.headers.containsKey(name)) {
        all.put(name, other.headers.get(name));
      }
    }
    return new Attributes(all, metadata);
  }

  String storageClass() {
    return headers.getOrDefault("StorageClass", "STANDARD");
  }

  /** Fills the members of an answer that are called the same. */
  <B extends SdkPojo> B into(B builder) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    headers.forEach(members::put);
    if (storageClass().equals("STANDARD")) {
      members.remove("StorageClass");
    }
    ObjectNode own = members.putObject("Metadata");
    metadata.forEach(own::put);
    return Shapes.fromTemplate(members, builder);
  }
}
