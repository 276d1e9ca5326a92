package ecommerce.local.cognito;

import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Users as the operations answer them. */
final class UserShapes {

  private UserShapes() {}

  static UserType type(User user) {
    return UserType.builder()
        .username(user.username())
        .attributes(AttributeRules.list(user.attributes()))
        .userCreateDate(user.created())
        .userLastModifiedDate(user.modified())
        .enabled(user.enabled())
        .userStatus(user.status())
        .build();
  }
}
