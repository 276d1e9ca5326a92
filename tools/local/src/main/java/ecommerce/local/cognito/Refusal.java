package ecommerce.local.cognito;

import ecommerce.local.wire.Shapes;
import java.util.Iterator;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The errors of Cognito, in its wording. */
final class Refusal {

  private static final int BAD_REQUEST = 400;

  private Refusal() {}

  static CognitoIdentityProviderException invalid(String message) {
    return with(InvalidParameterException.builder().message(message));
  }

  /** Something that Cognito has and this environment does not. */
  static CognitoIdentityProviderException unsupported(String what) {
    return invalid(what + " is not supported by this environment.");
  }

  /** Refuses a shape that has any other member than these. */
  static void others(String of, SdkPojo shape, Set<String> supported) {
    for (Iterator<String> names = Shapes.toJson(shape).fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!supported.contains(name)) {
        throw unsupported(of + name);
      }
    }
  }

  static CognitoIdentityProviderException notAuthorized(String message) {
    return with(NotAuthorizedException.builder().message(message));
  }

  static CognitoIdentityProviderException wrongPassword() {
    return notAuthorized("Incorrect username or password.");
  }

  static CognitoIdentityProviderException notFound(String message) {
    return with(ResourceNotFoundException.builder().message(message));
  }

  static CognitoIdentityProviderException noUser() {
    return noUser("User does not exist.");
  }

  static CognitoIdentityProviderException noUser(String message) {
    return with(UserNotFoundException.builder().message(message));
  }

  static CognitoIdentityProviderException password(String reason) {
    return with(
        InvalidPasswordException.builder()
            .message("Password did not conform with policy: " + reason));
  }

  static CognitoIdentityProviderException wrongCode() {
    return with(
        CodeMismatchException.builder()
            .message("Invalid verification code provided, please try again."));
  }

  static CognitoIdentityProviderException expiredCode() {
    return with(
        ExpiredCodeException.builder()
            .message("Invalid code provided, please request a code again."));
  }

  static CognitoIdentityProviderException with(CognitoIdentityProviderException.Builder error) {
    return (CognitoIdentityProviderException) error.statusCode(BAD_REQUEST).build();
  }
}
