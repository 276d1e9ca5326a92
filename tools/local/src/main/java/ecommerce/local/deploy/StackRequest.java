package ecommerce.local.deploy;

import java.nio.file.Path;
import java.util.Map;

/**
 * A stack that someone wants: its name, its template, the template's parameters, and tags for all
 * its resources.
 */
public record StackRequest(
    String stackName, Path template, Map<String, String> parameters, Map<String, String> tags) {

  public StackRequest {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }
}
