package ecommerce.local.codecommit;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameExistsException;

/**
 * The repositories: a record, and a bare git folder that is whole before the record is made. The
 * first branch that comes becomes the default one.
 */
final class Repositories {

  private static final Logger LOG = LoggerFactory.getLogger("aws.codecommit");
  private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}");

  private final InstantSource clock;
  private final Collection<StoredRepository> stored;
  private final Path folder;

  Repositories(InstantSource clock, Store store) {
    this.clock = clock;
    this.stored = store.collection("codecommit.repositories", StoredRepository.class);
    this.folder = store.folder("codecommit");
    QuietSystem.install(clock);
    removeUnknown();
    stored.values().forEach(one -> removeLocks(folder.resolve(one.id())));
  }

  /** What git had locked when the environment was killed; nothing else ends so in its folders. */
  private static void removeLocks(Path git) {
    try (Stream<Path> files = Files.walk(git)) {
      for (Path lock : files.filter(one -> one.toString().endsWith(".lock")).toList()) {
        LOG.warn("{} was left by the end of the environment", lock);
        Files.delete(lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the git folder " + git + " cannot be read", e);
    }
  }

  /** What was being made, or removed, when the environment ended. */
  private void removeUnknown() {
    List<String> known = stored.values().stream().map(StoredRepository::id).toList();
    try (Stream<Path> folders = Files.list(folder)) {
      folders.filter(one -> !known.contains(one.getFileName().toString())).forEach(this::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StoredRepository create(String name, String description, Map<String, String> tags) {
    if (!NAME.matcher(name).matches() || name.endsWith(".git")) {
      throw Refusals.of(
          InvalidRepositoryNameException.builder(),
          "The repository name "
              + name
              + " is not valid: 1 to 100 letters, digits, periods, underscores and dashes, not"
              + " ending in .git");
    }
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    StoredRepository made =
        new StoredRepository(id, name, description, now, now, Optional.empty(), tags, Map.of());
    try (Repository git = at(id)) {
      git.create(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!stored.putIfAbsent(name, made)) {
      remove(folder.resolve(id));
      throw Refusals.of(
          RepositoryNameExistsException.builder(), "Repository named " + name + " already exists");
    }
    return made;
  }

  /** Removes it, with everything in it. */
  Optional<StoredRepository> delete(String name) {
    Optional<StoredRepository> gone = stored.remove(name);
    gone.ifPresent(one -> remove(folder.resolve(one.id())));
    return gone;
  }

  private void remove(Path path) {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the git folder " + path + " cannot be removed", e);
    }
  }

  Optional<StoredRepository> find(String name) {
    return stored.get(name);
  }

  StoredRepository require(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  StoredRepository change(String name, UnaryOperator<StoredRepository> change) {
    return stored.update(name, change).orElseThrow(() -> missing(name));
  }

  private static RuntimeException missing(String name) {
    return Refusals.of(RepositoryDoesNotExistException.builder(), name + " does not exist");
  }

  List<StoredRepository> all() {
    return stored.values();
  }

  /** The git repository, to be closed. */
  Repository open(StoredRepository repository) {
    return at(repository.id());
  }

  private Repository at(String id) {
    try {
      return new FileRepositoryBuilder().setGitDir(folder.resolve(id).toFile()).setBare().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All branches and tags, with what they point to. */
  static Map<String, String> references(Repository git) {
    try {
      return git.getRefDatabase().getRefs().stream()
          .filter(ref -> !ref.isSymbolic() && ref.getName().startsWith(Constants.R_REFS))
          .filter(ref -> ref.getObjectId() != null)
          .collect(Collectors.toMap(Ref::getName, ref -> ref.getObjectId().name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names the branch that a clone checks out. */
  void setDefault(StoredRepository repository, String branch) {
    try (Repository git = open(repository)) {
      RefUpdate head = git.updateRef(Constants.HEAD);
      RefUpdate.Result result = head.link(Constants.R_HEADS + branch);
      if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
        throw new Fault("InternalFailure", 500, "HEAD could not be set: " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    change(repository.name(), one -> one.withDefault(branch, clock.instant()));
  }

  InstantSource clock() {
    return clock;
  }
}
