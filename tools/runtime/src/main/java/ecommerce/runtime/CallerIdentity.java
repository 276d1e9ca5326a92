package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.CognitoIdentity;

/** The Cognito identity of a mobile client; its fields are filled from the event's header. */
final class CallerIdentity implements CognitoIdentity {

  private String cognitoIdentityId = "";
  private String cognitoIdentityPoolId = "";

  @Override
  public String getIdentityId() {
    return cognitoIdentityId;
  }

  @Override
  public String getIdentityPoolId() {
    return cognitoIdentityPoolId;
  }
}
