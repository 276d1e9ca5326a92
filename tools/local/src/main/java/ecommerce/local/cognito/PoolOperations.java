package ecommerce.local.cognito;

import static ecommerce.local.cognito.PoolSettings.POOL_MEMBERS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.wire.Shapes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** User pools themselves. */
record PoolOperations(
    Account account,
    InstantSource clock,
    Random random,
    Pools pools,
    Clients clients,
    Groups groups,
    Users users,
    SignIns signIns) {

  CreateUserPoolResponse createUserPool(CreateUserPoolRequest request) {
    Refusal.others("", request, POOL_MEMBERS);
    String id = random.poolId(account.region());
    ObjectNode members = Shapes.toJson(request);
    UserPoolType type =
        PoolSettings.checked(
            Shapes.fromJson(members, UserPoolType.builder())
                .id(id)
                .name(request.poolName())
                .arn(arn(id))
                .schemaAttributes(AttributeRules.complete(request.schema()))
                .build());
    Pool pool = new Pool(type, Pools.newKey(), clock.instant(), clock.instant());
    pools.put(pool);
    return CreateUserPoolResponse.builder().userPool(described(pool)).build();
  }

  DescribeUserPoolResponse describeUserPool(DescribeUserPoolRequest request) {
    return DescribeUserPoolResponse.builder()
        .userPool(described(pools.get(request.userPoolId())))
        .build();
  }

  /** Everything that the request does not name goes back to its default, as on AWS. */
  UpdateUserPoolResponse updateUserPool(UpdateUserPoolRequest request) {
    Refusal.others("", request, POOL_MEMBERS);
    Pool pool = pools.get(request.userPoolId());
    UserPoolType.Builder changed =
        Shapes.fromJson(Shapes.toJson(request), UserPoolType.builder())
            .id(pool.id())
            .name(request.poolName() == null ? pool.type().name() : request.poolName())
            .arn(pool.arn())
            .schemaAttributes(pool.type().schemaAttributes());
    PoolSettings.keepImmutable(pool.type(), changed);
    pools.put(
        new Pool(
            PoolSettings.checked(changed.build()), pool.key(), pool.created(), clock.instant()));
    return UpdateUserPoolResponse.builder().build();
  }

  DeleteUserPoolResponse deleteUserPool(DeleteUserPoolRequest request) {
    Pool pool = pools.get(request.userPoolId());
    if (pool.type().deletionProtection() == DeletionProtectionType.ACTIVE) {
      throw Refusal.invalid(
          "The user pool cannot be deleted because deletion protection is activated. Deletion"
              + " protection must be inactivated first.");
    }
    clients.of(pool).forEach(client -> clients.remove(client.id()));
    groups.of(pool).forEach(groups::remove);
    for (User user : users.of(pool)) {
      signIns.endAll(user);
      users.remove(pool, user);
    }
    pools.remove(pool.id());
    return DeleteUserPoolResponse.builder().build();
  }

  ListUserPoolsResponse listUserPools(ListUserPoolsRequest request) {
    Pages<Pool> page = Pages.of(pools.all(), request.nextToken(), request.maxResults());
    List<UserPoolDescriptionType> listed =
        page.items().stream()
            .map(
                pool ->
                    UserPoolDescriptionType.builder()
                        .id(pool.id())
                        .name(pool.type().name())
                        .lambdaConfig(pool.type().lambdaConfig())
                        .creationDate(pool.created())
                        .lastModifiedDate(pool.modified())
                        .build())
            .toList();
    return ListUserPoolsResponse.builder()
        .userPools(listed)
        .nextToken(page.next().orElse(null))
        .build();
  }

  SetUserPoolMfaConfigResponse setUserPoolMfaConfig(SetUserPoolMfaConfigRequest request) {
    pools.get(request.userPoolId());
    Refusal.others("", request, java.util.Set.of("UserPoolId", "MfaConfiguration"));
    PoolSettings.requireNoMfa(request.mfaConfiguration());
    return SetUserPoolMfaConfigResponse.builder().mfaConfiguration(UserPoolMfaType.OFF).build();
  }

  GetUserPoolMfaConfigResponse getUserPoolMfaConfig(GetUserPoolMfaConfigRequest request) {
    pools.get(request.userPoolId());
    return GetUserPoolMfaConfigResponse.builder().mfaConfiguration(UserPoolMfaType.OFF).build();
  }

  TagResourceResponse tagResource(TagResourceRequest request) {
    retag(request.resourceArn(), tags -> tags.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untagResource(UntagResourceRequest request) {
    retag(request.resourceArn(), tags -> tags.keySet().removeAll(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(byArn(request.resourceArn()).type().userPoolTags())
        .build();
  }

  /** None where there is no such pool. */
  Map<String, String> tags(String arn) {
    return pools
        .find(arn.substring(arn.lastIndexOf('/') + 1))
        .map(pool -> pool.type().userPoolTags())
        .orElse(Map.of());
  }

  String arn(String poolId) {
    return account.arn("cognito-idp", "userpool/" + poolId);
  }

  private void retag(String arn, java.util.function.Consumer<Map<String, String>> change) {
    Pool pool = byArn(arn);
    Map<String, String> tags = new HashMap<>(pool.type().userPoolTags());
    change.accept(tags);
    Instant now = clock.instant();
    pools.put(
        new Pool(
            pool.type().toBuilder().userPoolTags(tags).build(), pool.key(), pool.created(), now));
  }

  private Pool byArn(String arn) {
    return pools.get(arn.substring(arn.lastIndexOf('/') + 1));
  }

  private UserPoolType described(Pool pool) {
    return pool.type().toBuilder()
        .creationDate(pool.created())
        .lastModifiedDate(pool.modified())
        .estimatedNumberOfUsers(users.of(pool).size())
        .build();
  }
}
