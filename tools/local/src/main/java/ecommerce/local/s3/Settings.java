package ecommerce.local.s3;

/** The names under which a bucket's settings are kept. */
final class Settings {

  static final String VERSIONING = "versioning";
  static final String POLICY = "policy";
  static final String PUBLIC_ACCESS = "publicAccess";
  static final String ENCRYPTION = "encryption";
  static final String LIFECYCLE = "lifecycle";
  static final String OWNERSHIP = "ownership";
  static final String NOTIFICATION = "notification";

  private Settings() {}
}
