package ecommerce.local.codecommit;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitMessageLengthExceededException;
import software.amazon.awssdk.services.codecommit.model.ConcurrentReferenceUpdateException;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdRequiredException;

/**
 * Writes one commit to the tip of a branch, which it makes where it is the repository's first. The
 * caller names the tip that it knows; another tip is refused, and so is a commit that changes
 * nothing.
 */
record CommitWriter(Repository git, String branch, InstantSource clock) {

  /**
   * What happens to a path.
   *
   * @param content empty where the file keeps its own
   * @param mode empty where it keeps its own
   */
  record Change(Optional<byte[]> content, Optional<FileMode> mode, boolean gone) {}

  record Written(ObjectId commit, ObjectId tree, Map<String, ObjectId> blobs) {}

  Written write(
      String parent, Map<String, Change> changes, String name, String email, String message)
      throws IOException {
    Optional<ObjectId> tip = new Revisions(git).branch(branch);
    requireTip(tip, parent);
    if (message != null && message.length() > 20 * 1024) {
      throw Refusals.of(
          CommitMessageLengthExceededException.builder(),
          "The commit message is longer than 20 KB");
    }
    try (ObjectInserter objects = git.newObjectInserter()) {
      Map<String, ObjectId> blobs = new TreeMap<>();
      ObjectId tree = tree(objects, tip, changes, blobs);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      tip.ifPresent(commit::setParentId);
      PersonIdent person =
          new PersonIdent(
              name == null ? "" : name,
              email == null ? "" : email,
              clock.instant(),
              ZoneOffset.UTC);
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage(message == null ? "" : message);
      ObjectId id = objects.insert(commit);
      objects.flush();
      move(tip, id);
      return new Written(id, tree, blobs);
    }
  }

  private void requireTip(Optional<ObjectId> tip, String parent) {
    if (tip.isEmpty() && !Repositories.references(git).isEmpty()) {
      throw Refusals.of(
          BranchDoesNotExistException.builder(), "Branch " + branch + " does not exist");
    }
    if (tip.isEmpty() && parent == null) {
      return;
    }
    if (parent == null) {
      throw Refusals.of(
          ParentCommitIdRequiredException.builder(),
          "A parent commit ID is required: the branch " + branch + " has commits");
    }
    if (tip.isEmpty() || !tip.get().name().equals(parent)) {
      throw Refusals.of(
          ParentCommitIdOutdatedException.builder(),
          "The parent commit " + parent + " is not the tip of the branch " + branch);
    }
  }

  private ObjectId tree(
      ObjectInserter objects,
      Optional<ObjectId> tip,
      Map<String, Change> changes,
      Map<String, ObjectId> blobs)
      throws IOException {
    DirCache files = DirCache.newInCore();
    Optional<ObjectId> before = Optional.empty();
    if (tip.isPresent()) {
      try (RevWalk walk = new RevWalk(git)) {
        before = Optional.of(walk.parseCommit(tip.get()).getTree().toObjectId());
      }
      files = DirCache.read(git.newObjectReader(), before.get());
    }
    Conflicts.refuse(files, changes);
    DirCacheEditor editor = files.editor();
    for (Map.Entry<String, Change> change : changes.entrySet()) {
      edit(objects, editor, change.getKey(), change.getValue(), blobs);
    }
    editor.finish();
    ObjectId after = files.writeTree(objects);
    if (before.filter(after::equals).isPresent()) {
      throw Refusals.of(
          NoChangeException.builder(), "The commit would not change anything in " + branch);
    }
    return after;
  }

  private static void edit(
      ObjectInserter objects,
      DirCacheEditor editor,
      String path,
      Change change,
      Map<String, ObjectId> blobs)
      throws IOException {
    if (change.gone()) {
      editor.add(new DirCacheEditor.DeletePath(path));
      return;
    }
    ObjectId blob =
        change.content().isPresent()
            ? objects.insert(Constants.OBJ_BLOB, change.content().get())
            : null;
    if (blob != null) {
      blobs.put(path, blob);
    }
    editor.add(
        new DirCacheEditor.PathEdit(path) {
          @Override
          public void apply(DirCacheEntry entry) {
            if (blob != null) {
              entry.setObjectId(blob);
            }
            change.mode().ifPresent(entry::setFileMode);
            if (entry.getRawMode() == 0) {
              entry.setFileMode(FileMode.REGULAR_FILE);
            }
          }
        });
  }

  private void move(Optional<ObjectId> tip, ObjectId commit) throws IOException {
    RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
    update.setExpectedOldObjectId(tip.orElse(ObjectId.zeroId()));
    update.setNewObjectId(commit);
    RefUpdate.Result result = update.update();
    if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.REJECTED) {
      throw Refusals.of(
          ConcurrentReferenceUpdateException.builder(),
          "The branch " + branch + " was changed at the same time: try again");
    }
    BranchOperations.moved(result);
  }
}
