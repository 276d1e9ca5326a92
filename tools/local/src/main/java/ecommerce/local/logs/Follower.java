package ecommerce.local.logs;

/** Sees each line of every group, and that a group is no more. */
interface Follower {

  void taken(String group, LogEvent event);

  void forget(String group);
}
