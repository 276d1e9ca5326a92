package ecommerce.local.cognito;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** {@code AWS::Cognito::UserPoolClient}: {@code Ref} is the client id. */
record UserPoolClientResource(ClientOperations operations, Clients clients)
    implements ResourceType {

  @Override
  public String name() {
    return "AWS::Cognito::UserPoolClient";
  }

  @Override
  public Set<String> properties() {
    return Set.of(
        "UserPoolId",
        "ClientName",
        "GenerateSecret",
        "ExplicitAuthFlows[]",
        "PreventUserExistenceErrors",
        "EnableTokenRevocation",
        "AccessTokenValidity",
        "IdTokenValidity",
        "RefreshTokenValidity",
        "TokenValidityUnits.AccessToken",
        "TokenValidityUnits.IdToken",
        "TokenValidityUnits.RefreshToken",
        "AuthSessionValidity",
        "ReadAttributes[]",
        "WriteAttributes[]",
        "SupportedIdentityProviders[]");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("UserPoolId", "GenerateSecret");
  }

  @Override
  public Resource create(Desired desired) {
    desired.required("UserPoolId");
    String name = desired.text("ClientName").orElseGet(() -> desired.uniqueName(128));
    UserPoolClientType client =
        operations
            .createUserPoolClient(
                desired.into(CreateUserPoolClientRequest.builder()).clientName(name).build())
            .userPoolClient();
    Resource made =
        Resource.of(client.clientId())
            .with("ClientId", client.clientId())
            .with("Name", client.clientName());
    return client.clientSecret() == null ? made : made.with("ClientSecret", client.clientSecret());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    String name = desired.text("ClientName").orElseGet(() -> current.attribute("Name"));
    operations.updateUserPoolClient(
        desired
            .into(UpdateUserPoolClientRequest.builder())
            .clientId(current.physicalId())
            .clientName(name)
            .build());
    return current.with("Name", name);
  }

  @Override
  public void delete(Resource current) {
    clients.remove(current.physicalId());
  }
}
