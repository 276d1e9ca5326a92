package ecommerce.local.cognito;

import ecommerce.local.Permission;
import ecommerce.local.wire.Operations;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Declares the operations that need a signature and a permission on the pool. */
record SignedOperations(
    Operations operations,
    PoolOperations pools,
    ClientOperations clients,
    GroupOperations groups,
    AdminOperations users,
    AuthOperations auth) {

  void declare() {
    declarePools();
    declareClients();
    declareGroups();
    declareUsers();
    declareAuth();
  }

  private void declarePools() {
    any(CreateUserPoolRequest::builder, "CreateUserPool", pools::createUserPool);
    inPool(
        DescribeUserPoolRequest::builder,
        "DescribeUserPool",
        DescribeUserPoolRequest::userPoolId,
        pools::describeUserPool);
    inPool(
        UpdateUserPoolRequest::builder,
        "UpdateUserPool",
        UpdateUserPoolRequest::userPoolId,
        pools::updateUserPool);
    inPool(
        DeleteUserPoolRequest::builder,
        "DeleteUserPool",
        DeleteUserPoolRequest::userPoolId,
        pools::deleteUserPool);
    any(ListUserPoolsRequest::builder, "ListUserPools", pools::listUserPools);
    inPool(
        SetUserPoolMfaConfigRequest::builder,
        "SetUserPoolMfaConfig",
        SetUserPoolMfaConfigRequest::userPoolId,
        pools::setUserPoolMfaConfig);
    inPool(
        GetUserPoolMfaConfigRequest::builder,
        "GetUserPoolMfaConfig",
        GetUserPoolMfaConfigRequest::userPoolId,
        pools::getUserPoolMfaConfig);
    on(
        TagResourceRequest::builder,
        "TagResource",
        TagResourceRequest::resourceArn,
        pools::tagResource);
    on(
        UntagResourceRequest::builder,
        "UntagResource",
        UntagResourceRequest::resourceArn,
        pools::untagResource);
    on(
        ListTagsForResourceRequest::builder,
        "ListTagsForResource",
        ListTagsForResourceRequest::resourceArn,
        pools::listTagsForResource);
  }

  private void declareClients() {
    inPool(
        CreateUserPoolClientRequest::builder,
        "CreateUserPoolClient",
        CreateUserPoolClientRequest::userPoolId,
        clients::createUserPoolClient);
    inPool(
        DescribeUserPoolClientRequest::builder,
        "DescribeUserPoolClient",
        DescribeUserPoolClientRequest::userPoolId,
        clients::describeUserPoolClient);
    inPool(
        UpdateUserPoolClientRequest::builder,
        "UpdateUserPoolClient",
        UpdateUserPoolClientRequest::userPoolId,
        clients::updateUserPoolClient);
    inPool(
        DeleteUserPoolClientRequest::builder,
        "DeleteUserPoolClient",
        DeleteUserPoolClientRequest::userPoolId,
        clients::deleteUserPoolClient);
    inPool(
        ListUserPoolClientsRequest::builder,
        "ListUserPoolClients",
        ListUserPoolClientsRequest::userPoolId,
        clients::listUserPoolClients);
  }

  private void declareGroups() {
    inPool(
        CreateGroupRequest::builder,
        "CreateGroup",
        CreateGroupRequest::userPoolId,
        groups::createGroup);
    inPool(GetGroupRequest::builder, "GetGroup", GetGroupRequest::userPoolId, groups::getGroup);
    inPool(
        ListGroupsRequest::builder,
        "ListGroups",
        ListGroupsRequest::userPoolId,
        groups::listGroups);
    inPool(
        UpdateGroupRequest::builder,
        "UpdateGroup",
        UpdateGroupRequest::userPoolId,
        groups::updateGroup);
    inPool(
        DeleteGroupRequest::builder,
        "DeleteGroup",
        DeleteGroupRequest::userPoolId,
        groups::deleteGroup);
    inPool(
        AdminAddUserToGroupRequest::builder,
        "AdminAddUserToGroup",
        AdminAddUserToGroupRequest::userPoolId,
        groups::adminAddUserToGroup);
    inPool(
        AdminRemoveUserFromGroupRequest::builder,
        "AdminRemoveUserFromGroup",
        AdminRemoveUserFromGroupRequest::userPoolId,
        groups::adminRemoveUserFromGroup);
    inPool(
        AdminListGroupsForUserRequest::builder,
        "AdminListGroupsForUser",
        AdminListGroupsForUserRequest::userPoolId,
        groups::adminListGroupsForUser);
    inPool(
        ListUsersInGroupRequest::builder,
        "ListUsersInGroup",
        ListUsersInGroupRequest::userPoolId,
        groups::listUsersInGroup);
  }

  private void declareUsers() {
    inPool(
        AdminCreateUserRequest::builder,
        "AdminCreateUser",
        AdminCreateUserRequest::userPoolId,
        users::adminCreateUser);
    inPool(
        AdminGetUserRequest::builder,
        "AdminGetUser",
        AdminGetUserRequest::userPoolId,
        users::adminGetUser);
    inPool(
        AdminDeleteUserRequest::builder,
        "AdminDeleteUser",
        AdminDeleteUserRequest::userPoolId,
        users::adminDeleteUser);
    inPool(
        AdminSetUserPasswordRequest::builder,
        "AdminSetUserPassword",
        AdminSetUserPasswordRequest::userPoolId,
        users::adminSetUserPassword);
    inPool(
        AdminConfirmSignUpRequest::builder,
        "AdminConfirmSignUp",
        AdminConfirmSignUpRequest::userPoolId,
        users::adminConfirmSignUp);
    inPool(
        AdminDisableUserRequest::builder,
        "AdminDisableUser",
        AdminDisableUserRequest::userPoolId,
        users::adminDisableUser);
    inPool(
        AdminEnableUserRequest::builder,
        "AdminEnableUser",
        AdminEnableUserRequest::userPoolId,
        users::adminEnableUser);
    inPool(
        AdminUpdateUserAttributesRequest::builder,
        "AdminUpdateUserAttributes",
        AdminUpdateUserAttributesRequest::userPoolId,
        users::adminUpdateUserAttributes);
    inPool(
        AdminUserGlobalSignOutRequest::builder,
        "AdminUserGlobalSignOut",
        AdminUserGlobalSignOutRequest::userPoolId,
        users::adminUserGlobalSignOut);
    inPool(ListUsersRequest::builder, "ListUsers", ListUsersRequest::userPoolId, users::listUsers);
  }

  private void declareAuth() {
    inPool(
        AdminInitiateAuthRequest::builder,
        "AdminInitiateAuth",
        AdminInitiateAuthRequest::userPoolId,
        auth::adminInitiateAuth);
    inPool(
        AdminRespondToAuthChallengeRequest::builder,
        "AdminRespondToAuthChallenge",
        AdminRespondToAuthChallengeRequest::userPoolId,
        auth::adminRespondToAuthChallenge);
  }

  private <B extends SdkPojo & SdkBuilder<B, Q>, Q> void any(
      Supplier<B> request, String action, Function<Q, ? extends SdkPojo> handler) {
    on(request, action, any -> "*", handler);
  }

  private <B extends SdkPojo & SdkBuilder<B, Q>, Q> void inPool(
      Supplier<B> request,
      String action,
      Function<Q, String> pool,
      Function<Q, ? extends SdkPojo> handler) {
    on(request, action, q -> pools.arn(pool.apply(q)), handler);
  }

  private <B extends SdkPojo & SdkBuilder<B, Q>, Q> void on(
      Supplier<B> request,
      String action,
      Function<Q, String> arn,
      Function<Q, ? extends SdkPojo> handler) {
    operations.on(
        request,
        q -> List.of(permission("cognito-idp:" + action, arn.apply(q))),
        (call, q) -> handler.apply(q));
  }

  /** With the tags of the pool, which policies may ask for. */
  private Permission permission(String action, String arn) {
    Permission permission = Permission.of(action, arn);
    for (Map.Entry<String, String> tag : pools.tags(arn).entrySet()) {
      permission = permission.with("aws:ResourceTag/" + tag.getKey(), List.of(tag.getValue()));
    }
    return permission;
  }
}
