package ecommerce.local.cognito;

import ecommerce.local.cognito.User.Code.Purpose;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** How users change their passwords. */
record PasswordOperations(
    InstantSource clock,
    Random random,
    ClientOperations clients,
    Users users,
    TokenVerifier tokens,
    Registration registration,
    Codes codes) {

  ForgotPasswordResponse forgotPassword(ForgotPasswordRequest request) {
    SignIn.Attempt attempt =
        clients.attempt(request.clientId(), Map.of(), request.clientMetadata());
    attempt.client().checkSecretHash(request.username(), request.secretHash());
    Optional<User> found = users.find(attempt.pool(), request.username());
    if (found.isEmpty() && attempt.client().hidesUsers()) {
      return ForgotPasswordResponse.builder()
          .codeDeliveryDetails(Codes.delivery(request.username()))
          .build();
    }
    User user =
        found.orElseThrow(() -> Refusal.noUser("Username/client id combination not found."));
    if (!user.enabled()) {
      throw Refusal.notAuthorized("User is disabled.");
    }
    if (user.status() == UserStatusType.FORCE_CHANGE_PASSWORD) {
      throw Refusal.notAuthorized("User password cannot be reset in the current state.");
    }
    if (!user.attribute("email_verified").orElse("").equals("true")) {
      throw Refusal.invalid(
          "Cannot reset password for the user as there is no registered/verified email or"
              + " phone_number");
    }
    return ForgotPasswordResponse.builder()
        .codeDeliveryDetails(codes.send(attempt.pool(), user, Purpose.RESET, Map.of()))
        .build();
  }

  ConfirmForgotPasswordResponse confirmForgotPassword(ConfirmForgotPasswordRequest request) {
    SignIn.Attempt attempt =
        clients.attempt(request.clientId(), Map.of(), request.clientMetadata());
    Pool pool = attempt.pool();
    attempt.client().checkSecretHash(request.username(), request.secretHash());
    User user =
        users
            .find(pool, request.username())
            .orElseThrow(
                () ->
                    attempt.client().hidesUsers()
                        ? Refusal.expiredCode()
                        : Refusal.noUser("Username/client id combination not found."));
    pool.passwordRules().check(request.password());
    codes.check(user, Purpose.RESET, request.confirmationCode());
    PasswordHash hash = pool.hash(user, request.password(), random);
    User changed =
        users.change(
            pool,
            user,
            current ->
                current
                    .withPassword(hash, UserStatusType.CONFIRMED, Optional.empty(), clock.instant())
                    .withCode(Optional.empty()));
    registration.postConfirmation(
        pool,
        changed,
        "PostConfirmation_ConfirmForgotPassword",
        request.clientId(),
        request.clientMetadata());
    return ConfirmForgotPasswordResponse.builder().build();
  }

  ChangePasswordResponse changePassword(ChangePasswordRequest request) {
    TokenVerifier.Bearer bearer = tokens.bearer(request.accessToken());
    Pool pool = bearer.pool();
    pool.passwordRules().check(request.proposedPassword());
    String previous = Optional.ofNullable(request.previousPassword()).orElse("");
    String username = bearer.user().username();
    if (bearer
        .user()
        .password()
        .filter(hash -> hash.matches(pool.name(), username, previous))
        .isEmpty()) {
      throw Refusal.wrongPassword();
    }
    PasswordHash hash = pool.hash(username, request.proposedPassword(), random);
    users.change(
        pool,
        bearer.user(),
        current ->
            current.withPassword(
                hash, UserStatusType.CONFIRMED, Optional.empty(), clock.instant()));
    return ChangePasswordResponse.builder().build();
  }
}
