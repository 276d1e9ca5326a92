package ecommerce.local.cognito;

import ecommerce.local.cognito.User.Code.Purpose;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeResponse;

/** What users do with themselves, by their access token. */
record SelfOperations(
    InstantSource clock,
    Clients clients,
    Users users,
    SignIns signIns,
    TokenVerifier tokens,
    Codes codes) {

  GetUserResponse getUser(GetUserRequest request) {
    TokenVerifier.Bearer bearer = tokens.bearer(request.accessToken());
    Map<String, String> readable = new java.util.TreeMap<>(bearer.user().attributes());
    readable
        .keySet()
        .retainAll(clients.get(bearer.clientId()).readable(bearer.user().attributes().keySet()));
    return GetUserResponse.builder()
        .username(bearer.user().username())
        .userAttributes(AttributeRules.list(readable))
        .build();
  }

  UpdateUserAttributesResponse updateUserAttributes(UpdateUserAttributesRequest request) {
    TokenVerifier.Bearer bearer = tokens.bearer(request.accessToken());
    Pool pool = bearer.pool();
    Map<String, String> changes = AttributeRules.map(request.userAttributes());
    changes
        .keySet()
        .forEach(name -> SignUpOperations.requireWritable(clients.get(bearer.clientId()), name));
    pool.attributeRules().checkUpdate(changes);
    String email = changes.get("email");
    boolean moved = email != null && !email.equals(bearer.user().attributes().get("email"));
    Map<String, String> pending = Map.of();
    if (moved && pool.verifiesEmailBeforeUpdate()) {
      pending = Map.of("email", changes.remove("email"));
    } else if (moved) {
      changes.put("email_verified", "false");
    }
    User user =
        users.change(
            pool, bearer.user(), current -> current.withAttributes(changes, clock.instant()));
    UpdateUserAttributesResponse.Builder response = UpdateUserAttributesResponse.builder();
    if (moved && (pool.autoVerifiesEmail() || !pending.isEmpty())) {
      response.codeDeliveryDetailsList(codes.send(pool, user, Purpose.VERIFY, pending));
    }
    return response.build();
  }

  GetUserAttributeVerificationCodeResponse getUserAttributeVerificationCode(
      GetUserAttributeVerificationCodeRequest request) {
    TokenVerifier.Bearer bearer = tokens.bearer(request.accessToken());
    requireEmail(request.attributeName());
    CodeDeliveryDetailsType sent =
        codes.send(bearer.pool(), bearer.user(), Purpose.VERIFY, Map.of());
    return GetUserAttributeVerificationCodeResponse.builder().codeDeliveryDetails(sent).build();
  }

  VerifyUserAttributeResponse verifyUserAttribute(VerifyUserAttributeRequest request) {
    TokenVerifier.Bearer bearer = tokens.bearer(request.accessToken());
    requireEmail(request.attributeName());
    User.Code code = codes.check(bearer.user(), Purpose.VERIFY, request.code());
    users.change(
        bearer.pool(),
        bearer.user(),
        current ->
            current
                .withAttributes(code.pending(), clock.instant())
                .withAttributes(Map.of("email_verified", "true"), clock.instant())
                .withCode(Optional.empty()));
    return VerifyUserAttributeResponse.builder().build();
  }

  DeleteUserResponse deleteUser(DeleteUserRequest request) {
    TokenVerifier.Bearer bearer = tokens.bearer(request.accessToken());
    signIns.endAll(bearer.user());
    users.remove(bearer.pool(), bearer.user());
    return DeleteUserResponse.builder().build();
  }

  GlobalSignOutResponse globalSignOut(GlobalSignOutRequest request) {
    signIns.endAll(tokens.bearer(request.accessToken()).user());
    return GlobalSignOutResponse.builder().build();
  }

  /** A token that is revoked already, or was never given out, is no error. */
  RevokeTokenResponse revokeToken(RevokeTokenRequest request) {
    Client client = clients.get(request.clientId());
    if (client.type().clientSecret() != null
        && !client.type().clientSecret().equals(request.clientSecret())) {
      throw Refusal.notAuthorized("Invalid client secret");
    }
    if (request.token().split("\\.").length == 3) {
      throw Refusal.with(UnsupportedTokenTypeException.builder().message("Unsupported token type"));
    }
    signIns
        .of(request.token())
        .filter(entry -> entry.clientId().equals(client.id()))
        .ifPresent(signIns::end);
    return RevokeTokenResponse.builder().build();
  }

  private static void requireEmail(String attribute) {
    if (!attribute.equals("email")) {
      throw Refusal.unsupported("Verification of " + attribute);
    }
  }
}
