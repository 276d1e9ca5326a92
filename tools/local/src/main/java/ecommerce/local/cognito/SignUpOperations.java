package ecommerce.local.cognito;

import ecommerce.local.cognito.User.Code.Purpose;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** How people become users by themselves. */
record SignUpOperations(
    InstantSource clock,
    Random random,
    ClientOperations clients,
    Users users,
    Registration registration,
    Codes codes) {

  SignUpResponse signUp(SignUpRequest request) {
    SignIn.Attempt attempt =
        clients.attempt(request.clientId(), Map.of(), request.clientMetadata());
    Pool pool = attempt.pool();
    attempt.client().checkSecretHash(request.username(), request.secretHash());
    if (pool.onlyAdministratorsCreateUsers()) {
      throw Refusal.notAuthorized("SignUp is not permitted for this user pool");
    }
    if (request.password() == null) {
      throw Refusal.invalid(
          "1 validation error detected: Value at 'password' failed to satisfy constraint: Member"
              + " must not be null");
    }
    Map<String, String> attributes = AttributeRules.map(request.userAttributes());
    attributes.keySet().forEach(name -> requireWritable(attempt.client(), name));
    pool.passwordRules().check(request.password());
    Registration.Candidate candidate = registration.candidate(pool, request.username(), attributes);
    Registration.Admission admission =
        registration.preSignUp(
            pool,
            candidate,
            "PreSignUp_SignUp",
            request.clientId(),
            AttributeRules.map(request.validationData()),
            request.clientMetadata());
    User user = user(pool, candidate, request.password(), admission);
    users.add(pool, user);
    SignUpResponse.Builder response =
        SignUpResponse.builder().userSub(user.sub()).userConfirmed(admission.confirm());
    if (admission.confirm()) {
      registration.postConfirmation(
          pool,
          user,
          "PostConfirmation_ConfirmSignUp",
          request.clientId(),
          request.clientMetadata());
    } else if (pool.autoVerifiesEmail() && user.attribute("email").isPresent()) {
      response.codeDeliveryDetails(codes.send(pool, user, Purpose.CONFIRM, Map.of()));
    }
    return response.build();
  }

  /** Nobody may say of themselves that an address is verified. */
  static void requireWritable(Client client, String attribute) {
    if (!client.mayWrite(attribute) || attribute.endsWith("_verified") || attribute.equals("sub")) {
      throw Refusal.notAuthorized("A client attempted to write unauthorized attribute");
    }
  }

  private User user(
      Pool pool,
      Registration.Candidate candidate,
      String password,
      Registration.Admission admission) {
    Map<String, String> attributes = new TreeMap<>(candidate.attributes());
    if (attributes.containsKey("email")) {
      attributes.put("email_verified", Boolean.toString(admission.verifyEmail()));
    }
    UserStatusType status =
        admission.confirm() ? UserStatusType.CONFIRMED : UserStatusType.UNCONFIRMED;
    User user =
        new Registration.Candidate(candidate.username(), attributes).user(pool, status, clock);
    return user.withPassword(
        pool.hash(user, password, random), status, Optional.empty(), clock.instant());
  }

  ConfirmSignUpResponse confirmSignUp(ConfirmSignUpRequest request) {
    SignIn.Attempt attempt =
        clients.attempt(request.clientId(), Map.of(), request.clientMetadata());
    Pool pool = attempt.pool();
    attempt.client().checkSecretHash(request.username(), request.secretHash());
    User user = find(attempt, request.username());
    if (user.status() != UserStatusType.UNCONFIRMED) {
      throw Refusal.notAuthorized("User cannot be confirmed. Current status is " + user.status());
    }
    codes.check(user, Purpose.CONFIRM, request.confirmationCode());
    Map<String, String> verified =
        pool.autoVerifiesEmail() ? Map.of("email_verified", "true") : Map.of();
    User confirmed =
        users.change(
            pool,
            user,
            current ->
                current
                    .withAttributes(verified, clock.instant())
                    .withStatus(UserStatusType.CONFIRMED, clock.instant())
                    .withCode(Optional.empty()));
    registration.postConfirmation(
        pool,
        confirmed,
        "PostConfirmation_ConfirmSignUp",
        request.clientId(),
        request.clientMetadata());
    return ConfirmSignUpResponse.builder().build();
  }

  ResendConfirmationCodeResponse resendConfirmationCode(ResendConfirmationCodeRequest request) {
    SignIn.Attempt attempt =
        clients.attempt(request.clientId(), Map.of(), request.clientMetadata());
    attempt.client().checkSecretHash(request.username(), request.secretHash());
    Optional<User> user = users.find(attempt.pool(), request.username());
    if (user.isEmpty() && attempt.client().hidesUsers()) {
      return ResendConfirmationCodeResponse.builder()
          .codeDeliveryDetails(Codes.delivery(request.username()))
          .build();
    }
    User found = find(attempt, request.username());
    if (found.status() != UserStatusType.UNCONFIRMED) {
      throw Refusal.invalid("User is already confirmed.");
    }
    if (!attempt.pool().autoVerifiesEmail() || found.attribute("email").isEmpty()) {
      throw Refusal.invalid("Auto verification not turned on.");
    }
    return ResendConfirmationCodeResponse.builder()
        .codeDeliveryDetails(codes.send(attempt.pool(), found, Purpose.CONFIRM, Map.of()))
        .build();
  }

  private User find(SignIn.Attempt attempt, String username) {
    return users
        .find(attempt.pool(), username)
        .orElseThrow(
            () ->
                attempt.client().hidesUsers()
                    ? Refusal.expiredCode()
                    : Refusal.noUser("Username/client id combination not found."));
  }
}
