package ecommerce.local.codecommit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.InvalidBranchNameException;

/** Commits of an open repository, by what callers name them with. */
record Revisions(Repository git) {

  /**
   * @param specifier a branch, a tag, {@code HEAD}, a full reference or a full commit id; null for
   *     the default branch
   * @throws CommitDoesNotExistException where it names none
   */
  RevCommit require(String specifier) throws IOException {
    return find(specifier == null ? Constants.HEAD : specifier)
        .orElseThrow(
            () ->
                Refusals.of(
                    CommitDoesNotExistException.builder(),
                    "Commit " + (specifier == null ? "" : specifier + " ") + "does not exist"));
  }

  private Optional<RevCommit> find(String specifier) throws IOException {
    for (String prefix : List.of("", Constants.R_HEADS, Constants.R_TAGS)) {
      String name = prefix + specifier;
      Ref ref = isReference(name) ? git.exactRef(name) : null;
      if (ref != null && ref.getObjectId() != null) {
        return commit(ref.getObjectId());
      }
    }
    return commit(specifier);
  }

  /** Names with {@code ..} would lead to files outside of the repository. */
  private static boolean isReference(String name) {
    return name.equals(Constants.HEAD)
        || name.startsWith(Constants.R_REFS) && Repository.isValidRefName(name);
  }

  /** The commit of a full id. */
  Optional<RevCommit> commit(String id) throws IOException {
    return ObjectId.isId(id) ? commit(ObjectId.fromString(id)) : Optional.empty();
  }

  private Optional<RevCommit> commit(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      if (!git.getObjectDatabase().has(id)) {
        return Optional.empty();
      }
      RevObject found = walk.peel(walk.parseAny(id));
      return found instanceof RevCommit commit
          ? Optional.of(walk.parseCommit(commit))
          : Optional.empty();
    }
  }

  /**
   * @throws InvalidBranchNameException where git does not take the name
   */
  Optional<ObjectId> branch(String name) throws IOException {
    if (!Repository.isValidRefName(Constants.R_HEADS + name)) {
      throw Refusals.of(InvalidBranchNameException.builder(), name + " is not a valid branch name");
    }
    return Optional.ofNullable(git.exactRef(Constants.R_HEADS + name)).map(Ref::getObjectId);
  }

  ObjectId requireBranch(String name) throws IOException {
    return branch(name)
        .orElseThrow(
            () ->
                Refusals.of(
                    BranchDoesNotExistException.builder(), "Branch " + name + " does not exist"));
  }
}
