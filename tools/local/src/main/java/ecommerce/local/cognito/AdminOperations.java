package ecommerce.local.cognito;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedUserStateException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** What administrators do with users. */
record AdminOperations(
    InstantSource clock,
    Random random,
    Pools pools,
    Users users,
    SignIns signIns,
    Registration registration) {

  private static final Logger LOG = LoggerFactory.getLogger("aws.cognito");

  AdminCreateUserResponse adminCreateUser(AdminCreateUserRequest request) {
    Refusal.others(
        "",
        request,
        Set.of(
            "UserPoolId",
            "Username",
            "UserAttributes",
            "ValidationData",
            "TemporaryPassword",
            "ForceAliasCreation",
            "MessageAction",
            "DesiredDeliveryMediums",
            "ClientMetadata"));
    Pool pool = pools.get(request.userPoolId());
    if (request.messageAction() == MessageActionType.RESEND) {
      return resend(pool, request);
    }
    String password = password(pool, request);
    Registration.Candidate candidate =
        registration.candidate(
            pool, request.username(), AttributeRules.map(request.userAttributes()));
    registration.preSignUp(
        pool,
        candidate,
        "PreSignUp_AdminCreateUser",
        Triggers.NO_CLIENT,
        AttributeRules.map(request.validationData()),
        request.clientMetadata());
    User user =
        temporary(
            pool, candidate.user(pool, UserStatusType.FORCE_CHANGE_PASSWORD, clock), password);
    users.add(pool, user);
    invite(pool, user, request, password);
    return AdminCreateUserResponse.builder().user(UserShapes.type(user)).build();
  }

  private AdminCreateUserResponse resend(Pool pool, AdminCreateUserRequest request) {
    User user = users.get(pool, request.username());
    if (user.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
      throw Refusal.with(
          UnsupportedUserStateException.builder()
              .message(
                  "Resend not possible. "
                      + request.username()
                      + " status is not FORCE_CHANGE_PASSWORD"));
    }
    String password = password(pool, request);
    User invited = users.change(pool, user, current -> temporary(pool, current, password));
    invite(pool, invited, request, password);
    return AdminCreateUserResponse.builder().user(UserShapes.type(invited)).build();
  }

  private String password(Pool pool, AdminCreateUserRequest request) {
    if (request.temporaryPassword() == null) {
      return random.temporaryPassword(pool.passwordRules().minimumLength());
    }
    pool.passwordRules().check(request.temporaryPassword());
    return request.temporaryPassword();
  }

  private User temporary(Pool pool, User user, String password) {
    return user.withPassword(
        pool.hash(user, password, random),
        UserStatusType.FORCE_CHANGE_PASSWORD,
        Optional.of(clock.instant().plus(pool.passwordRules().temporaryValidity())),
        clock.instant());
  }

  /** The mail that AWS would send; a password that the administrator chose is known already. */
  private static void invite(
      Pool pool, User user, AdminCreateUserRequest request, String password) {
    if (request.messageAction() != MessageActionType.SUPPRESS
        && request.temporaryPassword() == null) {
      LOG.info(
          "invitation of user {} to pool {}: temporary password {}",
          user.username(),
          pool.id(),
          password);
    }
  }

  AdminGetUserResponse adminGetUser(AdminGetUserRequest request) {
    UserType user = UserShapes.type(users.get(pools.get(request.userPoolId()), request.username()));
    return AdminGetUserResponse.builder()
        .username(user.username())
        .userAttributes(user.attributes())
        .userCreateDate(user.userCreateDate())
        .userLastModifiedDate(user.userLastModifiedDate())
        .enabled(user.enabled())
        .userStatus(user.userStatus())
        .build();
  }

  AdminDeleteUserResponse adminDeleteUser(AdminDeleteUserRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    signIns.endAll(user);
    users.remove(pool, user);
    return AdminDeleteUserResponse.builder().build();
  }

  AdminSetUserPasswordResponse adminSetUserPassword(AdminSetUserPasswordRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    pool.passwordRules().check(request.password());
    PasswordHash hash = pool.hash(user, request.password(), random);
    users.change(
        pool,
        user,
        current ->
            Boolean.TRUE.equals(request.permanent())
                ? current.withPassword(
                    hash, UserStatusType.CONFIRMED, Optional.empty(), clock.instant())
                : current.withPassword(
                    hash,
                    UserStatusType.FORCE_CHANGE_PASSWORD,
                    Optional.of(clock.instant().plus(pool.passwordRules().temporaryValidity())),
                    clock.instant()));
    return AdminSetUserPasswordResponse.builder().build();
  }

  AdminConfirmSignUpResponse adminConfirmSignUp(AdminConfirmSignUpRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    if (user.status() != UserStatusType.UNCONFIRMED) {
      throw Refusal.notAuthorized("User cannot be confirmed. Current status is " + user.status());
    }
    User confirmed =
        users.change(
            pool, user, current -> current.withStatus(UserStatusType.CONFIRMED, clock.instant()));
    registration.postConfirmation(
        pool,
        confirmed,
        "PostConfirmation_ConfirmSignUp",
        Triggers.NO_CLIENT,
        request.clientMetadata());
    return AdminConfirmSignUpResponse.builder().build();
  }

  AdminDisableUserResponse adminDisableUser(AdminDisableUserRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    signIns.endAll(user);
    users.change(pool, user, current -> current.withEnabled(false, clock.instant()));
    return AdminDisableUserResponse.builder().build();
  }

  AdminEnableUserResponse adminEnableUser(AdminEnableUserRequest request) {
    Pool pool = pools.get(request.userPoolId());
    users.change(
        pool,
        users.get(pool, request.username()),
        current -> current.withEnabled(true, clock.instant()));
    return AdminEnableUserResponse.builder().build();
  }

  AdminUpdateUserAttributesResponse adminUpdateUserAttributes(
      AdminUpdateUserAttributesRequest request) {
    Pool pool = pools.get(request.userPoolId());
    User user = users.get(pool, request.username());
    Map<String, String> attributes = AttributeRules.map(request.userAttributes());
    pool.attributeRules().checkUpdate(attributes);
    if (attributes.containsKey("email")
        && !attributes.get("email").equals(user.attributes().get("email"))) {
      attributes.putIfAbsent("email_verified", "false");
    }
    users.change(pool, user, current -> current.withAttributes(attributes, clock.instant()));
    return AdminUpdateUserAttributesResponse.builder().build();
  }

  AdminUserGlobalSignOutResponse adminUserGlobalSignOut(AdminUserGlobalSignOutRequest request) {
    signIns.endAll(users.get(pools.get(request.userPoolId()), request.username()));
    return AdminUserGlobalSignOutResponse.builder().build();
  }

  ListUsersResponse listUsers(ListUsersRequest request) {
    Pool pool = pools.get(request.userPoolId());
    List<User> all = users.of(pool).stream().filter(UserFilter.of(request.filter())).toList();
    Pages<User> page = Pages.of(all, request.paginationToken(), request.limit());
    return ListUsersResponse.builder()
        .users(page.items().stream().map(user -> selected(user, request)).toList())
        .paginationToken(page.next().orElse(null))
        .build();
  }

  private static UserType selected(User user, ListUsersRequest request) {
    UserType type = UserShapes.type(user);
    return request.hasAttributesToGet()
        ? type.toBuilder()
            .attributes(
                type.attributes().stream()
                    .filter(a -> request.attributesToGet().contains(a.name()))
                    .toList())
            .build()
        : type;
  }
}
