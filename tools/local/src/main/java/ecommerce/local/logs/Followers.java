package ecommerce.local.logs;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several followers, none of which can keep a line from its writer or from the others. */
record Followers(List<Follower> all) implements Follower {

  private static final Logger LOG = LoggerFactory.getLogger("aws.logs");

  Followers {
    all = List.copyOf(all);
  }

  @Override
  public void taken(String group, LogEvent event) {
    for (Follower follower : all) {
      try {
        follower.taken(group, event);
      } catch (RuntimeException e) {
        LOG.error("a line of {} was written, but not followed", group, e);
      }
    }
  }

  @Override
  public void forget(String group) {
    all.forEach(follower -> follower.forget(group));
  }
}
