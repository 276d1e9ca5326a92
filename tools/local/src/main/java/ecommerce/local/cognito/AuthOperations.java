package ecommerce.local.cognito;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** Signing in on the wire. */
record AuthOperations(Pools pools, Clients clients, ClientOperations attempts, SignIn signIn) {

  InitiateAuthResponse initiateAuth(InitiateAuthRequest request) {
    SignIn.Attempt attempt =
        attempts.attempt(request.clientId(), request.authParameters(), request.clientMetadata());
    SignIn.Outcome outcome =
        switch (request.authFlow()) {
          case USER_PASSWORD_AUTH -> {
            require(
                attempt,
                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                "USER_PASSWORD_AUTH flow not enabled for this client");
            yield signIn.byPassword(attempt);
          }
          case USER_SRP_AUTH -> srp(attempt);
          case REFRESH_TOKEN_AUTH, REFRESH_TOKEN -> refresh(attempt);
          default -> throw unsupported(request.authFlow(), request.authFlowAsString());
        };
    return switch (outcome) {
      case SignIn.Outcome.Done done ->
          InitiateAuthResponse.builder()
              .challengeParameters(Map.of())
              .authenticationResult(done.result())
              .build();
      case SignIn.Outcome.Challenged challenged ->
          InitiateAuthResponse.builder()
              .challengeName(challenged.name())
              .session(challenged.session().orElse(null))
              .challengeParameters(challenged.parameters())
              .build();
    };
  }

  AdminInitiateAuthResponse adminInitiateAuth(AdminInitiateAuthRequest request) {
    SignIn.Attempt attempt =
        attempt(
            request.userPoolId(),
            request.clientId(),
            request.authParameters(),
            request.clientMetadata());
    SignIn.Outcome outcome =
        switch (request.authFlow()) {
          case ADMIN_USER_PASSWORD_AUTH, ADMIN_NO_SRP_AUTH -> {
            require(
                attempt,
                ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                "Auth flow not enabled for this client");
            yield signIn.byPassword(attempt);
          }
          case USER_SRP_AUTH -> srp(attempt);
          case REFRESH_TOKEN_AUTH, REFRESH_TOKEN -> refresh(attempt);
          default -> throw unsupported(request.authFlow(), request.authFlowAsString());
        };
    return switch (outcome) {
      case SignIn.Outcome.Done done ->
          AdminInitiateAuthResponse.builder()
              .challengeParameters(Map.of())
              .authenticationResult(done.result())
              .build();
      case SignIn.Outcome.Challenged challenged ->
          AdminInitiateAuthResponse.builder()
              .challengeName(challenged.name())
              .session(challenged.session().orElse(null))
              .challengeParameters(challenged.parameters())
              .build();
    };
  }

  RespondToAuthChallengeResponse respondToAuthChallenge(RespondToAuthChallengeRequest request) {
    SignIn.Attempt attempt =
        attempts.attempt(
            request.clientId(), request.challengeResponses(), request.clientMetadata());
    return switch (respond(attempt, request.challengeName(), request.session())) {
      case SignIn.Outcome.Done done ->
          RespondToAuthChallengeResponse.builder()
              .challengeParameters(Map.of())
              .authenticationResult(done.result())
              .build();
      case SignIn.Outcome.Challenged challenged ->
          RespondToAuthChallengeResponse.builder()
              .challengeName(challenged.name())
              .session(challenged.session().orElse(null))
              .challengeParameters(challenged.parameters())
              .build();
    };
  }

  AdminRespondToAuthChallengeResponse adminRespondToAuthChallenge(
      AdminRespondToAuthChallengeRequest request) {
    SignIn.Attempt attempt =
        attempt(
            request.userPoolId(),
            request.clientId(),
            request.challengeResponses(),
            request.clientMetadata());
    return switch (respond(attempt, request.challengeName(), request.session())) {
      case SignIn.Outcome.Done done ->
          AdminRespondToAuthChallengeResponse.builder()
              .challengeParameters(Map.of())
              .authenticationResult(done.result())
              .build();
      case SignIn.Outcome.Challenged challenged ->
          AdminRespondToAuthChallengeResponse.builder()
              .challengeName(challenged.name())
              .session(challenged.session().orElse(null))
              .challengeParameters(challenged.parameters())
              .build();
    };
  }

  private SignIn.Outcome respond(
      SignIn.Attempt attempt, ChallengeNameType challenge, String session) {
    return switch (challenge) {
      case PASSWORD_VERIFIER -> signIn.proveSrp(attempt);
      case NEW_PASSWORD_REQUIRED -> signIn.newPassword(attempt, session);
      default -> throw Refusal.unsupported("The challenge " + challenge);
    };
  }

  private SignIn.Attempt attempt(
      String poolId,
      String clientId,
      Map<String, String> parameters,
      Map<String, String> metadata) {
    Pool pool = pools.get(poolId);
    return new SignIn.Attempt(pool, clients.get(pool, clientId), parameters, metadata);
  }

  private SignIn.Outcome srp(SignIn.Attempt attempt) {
    require(
        attempt,
        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
        "USER_SRP_AUTH is not enabled for the client.");
    return signIn.beginSrp(attempt);
  }

  private SignIn.Outcome refresh(SignIn.Attempt attempt) {
    require(
        attempt,
        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH,
        "REFRESH_TOKEN_AUTH is not enabled for the client.");
    return signIn.refresh(attempt);
  }

  private static void require(SignIn.Attempt attempt, ExplicitAuthFlowsType flow, String message) {
    if (!attempt.client().allows(flow)) {
      throw Refusal.invalid(message);
    }
  }

  private static RuntimeException unsupported(AuthFlowType flow, String name) {
    return flow == AuthFlowType.UNKNOWN_TO_SDK_VERSION
        ? Refusal.invalid(
            "1 validation error detected: Value '"
                + name
                + "' at 'authFlow' failed to satisfy constraint")
        : Refusal.invalid(
            "Initiate Auth method not supported: " + Optional.ofNullable(name).orElse(""));
  }
}
