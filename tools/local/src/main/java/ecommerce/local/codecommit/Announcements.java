package ecommerce.local.codecommit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.ServiceEvents;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the event bus of every reference that has come, moved or gone: what git has now against
 * what was told last. What a kill came between is told at the next start.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html">Monitoring
 *     CodeCommit events</a>
 */
final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codecommit");

  private final Arns arns;
  private final Repositories repositories;
  private final ServiceEvents bus;

  Announcements(Arns arns, Repositories repositories, ServiceEvents bus) {
    this.arns = arns;
    this.repositories = repositories;
    this.bus = bus;
  }

  /**
   * Tells what the end of the environment kept from being told. A repository that cannot be read is
   * said in the log: the others are told all the same.
   */
  void start() {
    for (StoredRepository repository : repositories.all()) {
      try {
        changed(repository.name(), Optional.empty());
      } catch (RuntimeException e) {
        LOG.error("the repository {} cannot be read", repository.name(), e);
      }
    }
  }

  /**
   * To be called after every change.
   *
   * @param caller who changed it, where that is known
   */
  synchronized void changed(String name, Optional<String> caller) {
    Optional<StoredRepository> found = repositories.find(name);
    if (found.isEmpty()) {
      return;
    }
    StoredRepository repository = found.get();
    Map<String, String> now;
    try (Repository git = repositories.open(repository)) {
      now = Repositories.references(git);
    }
    chooseDefault(repository, now);
    Set<String> names = new TreeSet<>(repository.references().keySet());
    names.addAll(now.keySet());
    for (String reference : names) {
      String before = repository.references().get(reference);
      String after = now.get(reference);
      if (!java.util.Objects.equals(before, after)) {
        tell(repository, reference, before, after, caller);
      }
    }
    if (!now.equals(repository.references())) {
      repositories.change(name, one -> one.told(now, repositories.clock().instant()));
    }
  }

  /** The first branch; of several that come at once, main or master. */
  private void chooseDefault(StoredRepository repository, Map<String, String> references) {
    if (repository.defaultBranch().isEmpty()) {
      references.keySet().stream()
          .filter(name -> name.startsWith(Constants.R_HEADS))
          .map(name -> name.substring(Constants.R_HEADS.length()))
          .min(
              Comparator.comparing((String name) -> !name.equals("main"))
                  .thenComparing(name -> !name.equals("master"))
                  .thenComparing(Comparator.naturalOrder()))
          .ifPresent(branch -> repositories.setDefault(repository, branch));
    }
  }

  private void tell(
      StoredRepository repository,
      String reference,
      String before,
      String after,
      Optional<String> caller) {
    boolean branch = reference.startsWith(Constants.R_HEADS);
    String kind = before == null ? "Created" : after == null ? "Deleted" : "Updated";
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("event", "reference" + kind)
            .put("repositoryName", repository.name())
            .put("repositoryId", repository.id())
            .put("referenceType", branch ? "branch" : "tag")
            .put("referenceName", Repository.shortenRefName(reference))
            .put("referenceFullName", reference)
            .put("commitId", after == null ? before : after);
    if (before != null) {
      detail.put("oldCommitId", before);
    }
    caller.ifPresent(arn -> detail.put("callerUserArn", arn));
    bus.publish(
        "aws.codecommit",
        "CodeCommit Repository State Change",
        List.of(arns.repository(repository.name())),
        detail);
  }
}
