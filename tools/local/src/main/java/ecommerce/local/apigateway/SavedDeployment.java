package ecommerce.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a REST API was when it was deployed: this is what its stages serve. */
record SavedDeployment(
    String apiId,
    String id,
    String description,
    long created,
    List<String> binaryMediaTypes,
    JsonNode document) {

  String key() {
    return key(apiId, id);
  }

  static String key(String apiId, String id) {
    return apiId + "/" + id;
  }
}
