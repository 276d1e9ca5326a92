package ecommerce.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

class CognitoResourcesTest {

  @TempDir Path directory;

  private Desired desired(String id, String properties) throws Exception {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(properties);
    return new Desired(id, json, "stack", "arn:stack", directory, Map.of());
  }

  @Test
  void poolClientAndGroupAreMadeChangedAndRemoved() throws Exception {
    try (Environment environment = new Environment(directory.resolve("state"))) {
      Map<String, ResourceType> types = new java.util.HashMap<>();
      environment.cognito.resourceTypes().forEach(type -> types.put(type.name(), type));
      ResourceType pools = types.get("AWS::Cognito::UserPool");
      String properties =
          """
          {"UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"],
           "Policies": {"PasswordPolicy": {"MinimumLength": "LENGTH", "RequireNumbers": "true"}},
           "Schema": [{"Name": "tier", "AttributeDataType": "String", "Mutable": true}],
           "UserPoolTags": {"a": "b"}, "LambdaConfig": {"PreSignUp": "arn:f"}}\
          """;
      Resource pool = pools.create(desired("Users", properties.replace("LENGTH", "8")));
      assertThat(pool.physicalId()).matches("eu-west-1_[A-Za-z0-9]{9}");
      assertThat(pool.attribute("ProviderURL"))
          .isEqualTo("https://cognito-idp.eu-west-1.amazonaws.com/" + pool.physicalId());
      pools.update(desired("Users", properties.replace("LENGTH", "12")), pool);
      UserPoolType described =
          environment.admin.describeUserPool(r -> r.userPoolId(pool.physicalId())).userPool();
      assertThat(described.policies().passwordPolicy().minimumLength()).isEqualTo(12);
      assertThat(described.usernameAttributesAsStrings()).containsExactly("email");
      assertThat(described.schemaAttributes()).anyMatch(a -> a.name().equals("custom:tier"));
      assertThat(described.userPoolTags()).containsEntry("a", "b");
      assertThat(described.lambdaConfig().preSignUp()).isEqualTo("arn:f");
      assertThat(described.arn()).isEqualTo(pool.attribute("Arn"));

      ResourceType clients = types.get("AWS::Cognito::UserPoolClient");
      String of = "\"UserPoolId\":\"" + pool.physicalId() + "\"";
      Resource client =
          clients.create(
              desired("Client", "{" + of + ",\"ExplicitAuthFlows\":[\"ALLOW_USER_SRP_AUTH\"]}"));
      clients.update(
          desired("Client", "{" + of + ",\"ExplicitAuthFlows\":[\"ALLOW_USER_PASSWORD_AUTH\"]}"),
          client);
      assertThat(
              environment
                  .admin
                  .describeUserPoolClient(
                      r -> r.userPoolId(pool.physicalId()).clientId(client.physicalId()))
                  .userPoolClient()
                  .explicitAuthFlows())
          .containsExactly(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH);

      ResourceType groups = types.get("AWS::Cognito::UserPoolGroup");
      Resource group = groups.create(desired("Group", "{" + of + ",\"GroupName\":\"admin\"}"));
      groups.update(
          desired("Group", "{" + of + ",\"GroupName\":\"admin\",\"Description\":\"d\"}"), group);
      assertThat(environment.admin.listGroups(r -> r.userPoolId(pool.physicalId())).groups())
          .singleElement()
          .matches(g -> g.description().equals("d"));

      groups.delete(group);
      clients.delete(client);
      pools.delete(pool);
      pools.delete(pool);
      groups.delete(group);
      assertThat(environment.admin.listUserPools(r -> r.maxResults(10)).userPools()).isEmpty();
    }
  }
}
