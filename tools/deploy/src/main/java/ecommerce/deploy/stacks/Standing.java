package ecommerce.deploy.stacks;

/**
 * What a stack's status means for someone who wants to deploy it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack
 *     status codes</a>
 */
enum Standing {
  /** A change set was made for it, and nothing else yet. */
  SHELL,
  /** Something is being done to it. */
  BUSY,
  /** It is there, and can be changed. */
  USABLE,
  /** Its creation failed: it can only be removed. */
  NEVER_MADE,
  /** A person has to look. */
  STUCK,
  GONE;

  static Standing of(String status) {
    return switch (status) {
      case "REVIEW_IN_PROGRESS" -> SHELL;
      case "DELETE_COMPLETE" -> GONE;
      case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED" -> NEVER_MADE;
      case "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED" -> STUCK;
      default -> status.endsWith("_IN_PROGRESS") ? BUSY : USABLE;
    };
  }
}
