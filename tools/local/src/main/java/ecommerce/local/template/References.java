package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the resources made so far answer to {@code Ref} and {@code Fn::GetAtt}. An answer that
 * cannot be given is an {@link IllegalArgumentException} whose message says why; the template puts
 * file and line before it.
 */
public interface References {

  /** The physical id, or whatever the type documents as its {@code Ref}. */
  String ref(String logicalId);

  /** The value of an attribute; the name may have dots ({@code Outputs.Url}). */
  JsonNode attribute(String logicalId, String name);

  /** The value that another stack exports under this name; empty where no stack does. */
  default Optional<String> exported(String name) {
    return Optional.empty();
  }
}
