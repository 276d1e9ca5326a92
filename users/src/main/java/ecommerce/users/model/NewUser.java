package ecommerce.users.model;

/**
 * A user who is about to be. Refuses one without an id or without an e-mail address; whether the
 * address exists is for Cognito to find out.
 *
 * @param userId the user's {@code sub}, which is also the user name in a pool that signs in by
 *     e-mail
 */
public record NewUser(String userId, String email) {

  public NewUser {
    if (userId.isBlank() || email.isBlank()) {
      throw new IllegalArgumentException("a user has an id and an e-mail address");
    }
  }

  /** Never prints the address. */
  @Override
  public String toString() {
    return "NewUser[" + userId + "]";
  }
}
