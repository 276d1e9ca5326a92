package ecommerce.local.cognito;

import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Cognito user pools on the wire. What users do for themselves needs no signature: a client id,
 * code or token is enough.
 */
record CognitoService(
    PoolOperations pools,
    ClientOperations clients,
    GroupOperations groups,
    AdminOperations users,
    AuthOperations auth,
    SignUpOperations signUps,
    PasswordOperations passwords,
    SelfOperations self)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("cognito-idp", "AWSCognitoIdentityProviderService", "1.1");
  }

  @Override
  public void declare(Operations operations) {
    new SignedOperations(operations, pools, clients, groups, users, auth).declare();
    anyone(operations, InitiateAuthRequest::builder, auth::initiateAuth);
    anyone(operations, RespondToAuthChallengeRequest::builder, auth::respondToAuthChallenge);
    anyone(operations, SignUpRequest::builder, signUps::signUp);
    anyone(operations, ConfirmSignUpRequest::builder, signUps::confirmSignUp);
    anyone(operations, ResendConfirmationCodeRequest::builder, signUps::resendConfirmationCode);
    anyone(operations, ForgotPasswordRequest::builder, passwords::forgotPassword);
    anyone(operations, ConfirmForgotPasswordRequest::builder, passwords::confirmForgotPassword);
    anyone(operations, ChangePasswordRequest::builder, passwords::changePassword);
    anyone(operations, GetUserRequest::builder, self::getUser);
    anyone(operations, UpdateUserAttributesRequest::builder, self::updateUserAttributes);
    anyone(
        operations,
        GetUserAttributeVerificationCodeRequest::builder,
        self::getUserAttributeVerificationCode);
    anyone(operations, VerifyUserAttributeRequest::builder, self::verifyUserAttribute);
    anyone(operations, DeleteUserRequest::builder, self::deleteUser);
    anyone(operations, GlobalSignOutRequest::builder, self::globalSignOut);
    anyone(operations, RevokeTokenRequest::builder, self::revokeToken);
  }

  private static <B extends SdkPojo & SdkBuilder<B, Q>, Q> void anyone(
      Operations operations, Supplier<B> request, Function<Q, ? extends SdkPojo> handler) {
    operations.on(request, Access.anyone(), (call, q) -> handler.apply(q));
  }
}
