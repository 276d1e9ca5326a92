package ecommerce.local.cognito;

import java.time.Duration;
import java.util.function.IntPredicate;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/** What a pool asks of passwords. */
record PasswordRules(PasswordPolicyType policy) {

  static final PasswordPolicyType DEFAULT =
      PasswordPolicyType.builder()
          .minimumLength(8)
          .requireUppercase(true)
          .requireLowercase(true)
          .requireNumbers(true)
          .requireSymbols(true)
          .temporaryPasswordValidityDays(7)
          .build();

  private static final int LONGEST = 256;

  int minimumLength() {
    return policy.minimumLength() == null ? DEFAULT.minimumLength() : policy.minimumLength();
  }

  Duration temporaryValidity() {
    Integer days = policy.temporaryPasswordValidityDays();
    return Duration.ofDays(
        days == null || days == 0 ? DEFAULT.temporaryPasswordValidityDays() : days);
  }

  /**
   * @throws software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException
   *     saying what is missing
   */
  void check(String password) {
    if (password.isEmpty()
        || Character.isWhitespace(password.charAt(0))
        || Character.isWhitespace(password.charAt(password.length() - 1))) {
      throw Refusal.invalid(
          "1 validation error detected: Value at 'password' failed to satisfy constraint: Member"
              + " must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$");
    }
    if (password.length() > LONGEST) {
      throw Refusal.password("Password too long");
    }
    if (password.length() < minimumLength()) {
      throw Refusal.password("Password not long enough");
    }
    require(policy.requireNumbers(), password, c -> c >= '0' && c <= '9', "numeric");
    require(policy.requireLowercase(), password, c -> c >= 'a' && c <= 'z', "lowercase");
    require(policy.requireUppercase(), password, c -> c >= 'A' && c <= 'Z', "uppercase");
    require(policy.requireSymbols(), password, PasswordRules::symbol, "symbol");
  }

  private static boolean symbol(int c) {
    return c >= ' ' && c < 127 && !Character.isLetterOrDigit(c);
  }

  private static void require(Boolean wanted, String password, IntPredicate kind, String name) {
    if (Boolean.TRUE.equals(wanted) && password.chars().noneMatch(kind)) {
      throw Refusal.password("Password must have " + name + " characters");
    }
  }
}
