package ecommerce.local.codepipeline;

/** What an action is given. */
final class Inputs {

  private Inputs() {}

  /** The action's configuration, or what it names, cannot be used. */
  static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message, null, false, false);
    }
  }
}
