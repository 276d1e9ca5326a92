package ecommerce.local.cognito;

import ecommerce.local.wire.Shapes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/**
 * Clients of user pools. There is no hosted UI: what only that uses (OAuth, redirects, other
 * providers) is refused.
 */
record ClientOperations(InstantSource clock, Random random, Pools pools, Clients clients) {

  private static final Set<String> MEMBERS =
      Set.of(
          "UserPoolId",
          "ClientId",
          "ClientName",
          "GenerateSecret",
          "RefreshTokenValidity",
          "AccessTokenValidity",
          "IdTokenValidity",
          "TokenValidityUnits",
          "ReadAttributes",
          "WriteAttributes",
          "ExplicitAuthFlows",
          "SupportedIdentityProviders",
          "AllowedOAuthFlowsUserPoolClient",
          "PreventUserExistenceErrors",
          "EnableTokenRevocation",
          "AuthSessionValidity");

  CreateUserPoolClientResponse createUserPoolClient(CreateUserPoolClientRequest request) {
    Refusal.others("", request, MEMBERS);
    Pool pool = pools.get(request.userPoolId());
    UserPoolClientType type =
        Shapes.fromJson(Shapes.toJson(request), UserPoolClientType.builder())
            .clientId(random.clientId())
            .clientSecret(
                Boolean.TRUE.equals(request.generateSecret()) ? random.clientSecret() : null)
            .build();
    Client client = new Client(checked(pool, type), clock.instant(), clock.instant());
    clients.put(client);
    return CreateUserPoolClientResponse.builder().userPoolClient(described(client)).build();
  }

  DescribeUserPoolClientResponse describeUserPoolClient(DescribeUserPoolClientRequest request) {
    Client client = clients.get(pools.get(request.userPoolId()), request.clientId());
    return DescribeUserPoolClientResponse.builder().userPoolClient(described(client)).build();
  }

  /** Everything that the request does not name goes back to its default, as on AWS. */
  UpdateUserPoolClientResponse updateUserPoolClient(UpdateUserPoolClientRequest request) {
    Refusal.others("", request, MEMBERS);
    Pool pool = pools.get(request.userPoolId());
    Client former = clients.get(pool, request.clientId());
    UserPoolClientType type =
        Shapes.fromJson(Shapes.toJson(request), UserPoolClientType.builder())
            .clientName(
                request.clientName() == null ? former.type().clientName() : request.clientName())
            .clientSecret(former.type().clientSecret())
            .build();
    Client client = new Client(checked(pool, type), former.created(), clock.instant());
    clients.put(client);
    return UpdateUserPoolClientResponse.builder().userPoolClient(described(client)).build();
  }

  DeleteUserPoolClientResponse deleteUserPoolClient(DeleteUserPoolClientRequest request) {
    clients.remove(clients.get(pools.get(request.userPoolId()), request.clientId()).id());
    return DeleteUserPoolClientResponse.builder().build();
  }

  ListUserPoolClientsResponse listUserPoolClients(ListUserPoolClientsRequest request) {
    Pages<Client> page =
        Pages.of(
            clients.of(pools.get(request.userPoolId())), request.nextToken(), request.maxResults());
    List<UserPoolClientDescription> listed =
        page.items().stream()
            .map(
                client ->
                    UserPoolClientDescription.builder()
                        .clientId(client.id())
                        .clientName(client.type().clientName())
                        .userPoolId(client.poolId())
                        .build())
            .toList();
    return ListUserPoolClientsResponse.builder()
        .userPoolClients(listed)
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static UserPoolClientType checked(Pool pool, UserPoolClientType type) {
    Flows.check(type.explicitAuthFlows());
    if (!List.of("COGNITO").containsAll(type.supportedIdentityProviders())) {
      throw Refusal.invalid(
          "The provider "
              + type.supportedIdentityProviders()
              + " does not exist for User Pool "
              + pool.id());
    }
    if (Boolean.TRUE.equals(type.allowedOAuthFlowsUserPoolClient())) {
      throw Refusal.unsupported("AllowedOAuthFlowsUserPoolClient");
    }
    if (Boolean.FALSE.equals(type.enableTokenRevocation())) {
      throw Refusal.unsupported("EnableTokenRevocation false");
    }
    Client client = new Client(type, null, null);
    requireBetween(client.idValidity().toMinutes(), 5, 24 * 60, "IdTokenValidity");
    requireBetween(client.accessValidity().toMinutes(), 5, 24 * 60, "AccessTokenValidity");
    requireBetween(
        client.refreshValidity().toMinutes(), 60, 3650 * 24 * 60, "RefreshTokenValidity");
    return type.toBuilder()
        .refreshTokenValidity(
            type.refreshTokenValidity() == null ? 30 : type.refreshTokenValidity())
        .enableTokenRevocation(true)
        .allowedOAuthFlowsUserPoolClient(false)
        .build();
  }

  private static void requireBetween(long minutes, long least, long most, String name) {
    if (minutes < least || minutes > most) {
      throw Refusal.invalid("Invalid range for token validity: " + name + ".");
    }
  }

  private static UserPoolClientType described(Client client) {
    return client.type().toBuilder()
        .creationDate(client.created())
        .lastModifiedDate(client.modified())
        .build();
  }

  /** The pool's client of a request without a signature, and its pool. */
  SignIn.Attempt attempt(
      String clientId, Map<String, String> parameters, Map<String, String> metadata) {
    Client client = clients.get(clientId);
    return new SignIn.Attempt(pools.get(client.poolId()), client, parameters, metadata);
  }
}
