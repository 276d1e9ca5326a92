package ecommerce.suite.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import ecommerce.suite.clients.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;

/** The roles of an environment's stacks, and what their inline policies grant. */
final class Roles {

  private final IamClient iam;
  private final Map<String, JsonNode> documents = new LinkedHashMap<>();
  private final Map<String, List<Grant>> grants = new LinkedHashMap<>();

  Roles(IamClient iam, String environment) {
    this.iam = iam;
    iam.listRolesPaginator().roles().stream()
        .map(role -> role.roleName())
        .filter(name -> name.startsWith("ecommerce-" + environment + "-"))
        .forEach(this::read);
  }

  private void read(String role) {
    for (String policy :
        iam.listRolePoliciesPaginator(list -> list.roleName(role)).policyNames().stream()
            .toList()) {
      String text =
          iam.getRolePolicy(get -> get.roleName(role).policyName(policy)).policyDocument();
      JsonNode document =
          Json.parse(text.startsWith("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text);
      documents.put(role + "/" + policy, document);
      grants
          .computeIfAbsent(role, any -> new ArrayList<>())
          .addAll(Grant.of(role, policy, document));
    }
  }

  List<Grant> all() {
    return grants.values().stream().flatMap(List::stream).toList();
  }

  void take(Grant grant) {
    JsonNode document = documents.get(grant.role() + "/" + grant.policy());
    put(grant, grant.takenFrom(document));
  }

  void giveBack(Grant grant) {
    put(grant, documents.get(grant.role() + "/" + grant.policy()));
  }

  private void put(Grant grant, JsonNode document) {
    if (document.path("Statement").isEmpty()) {
      iam.deleteRolePolicy(delete -> delete.roleName(grant.role()).policyName(grant.policy()));
      return;
    }
    iam.putRolePolicy(
        put ->
            put.roleName(grant.role())
                .policyName(grant.policy())
                .policyDocument(document.toString()));
  }
}
