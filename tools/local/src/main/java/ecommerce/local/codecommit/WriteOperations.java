package ecommerce.local.codecommit;

import ecommerce.local.wire.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileResponse;
import software.amazon.awssdk.services.codecommit.model.FileContentRequiredException;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.InvalidPathException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.RestrictedSourceFileException;

/** Commits made without git. Copies of files inside the repository (sourceFile) are refused. */
record WriteOperations(Repositories repositories, Announcements announcements) {

  CreateCommitResponse commit(Call call, CreateCommitRequest request) {
    Map<String, CommitWriter.Change> changes = new LinkedHashMap<>();
    request.putFiles().forEach(file -> changes.put(valid(file.filePath()), change(file)));
    request
        .deleteFiles()
        .forEach(
            file ->
                changes.put(
                    valid(file.filePath()),
                    new CommitWriter.Change(Optional.empty(), Optional.empty(), true)));
    request
        .setFileModes()
        .forEach(
            file ->
                changes.put(
                    valid(file.filePath()),
                    new CommitWriter.Change(
                        Optional.empty(), Optional.of(FileModes.of(file.fileMode())), false)));
    List<FileMetadata> added = new ArrayList<>();
    List<FileMetadata> updated = new ArrayList<>();
    List<FileMetadata> deleted = new ArrayList<>();
    CommitWriter.Written written =
        Opened.with(
            repositories,
            request.repositoryName(),
            git -> {
              for (Map.Entry<String, CommitWriter.Change> change : changes.entrySet()) {
                boolean there = there(git, request.branchName(), change.getKey());
                if (!there && change.getValue().content().isEmpty()) {
                  throw missing(change.getKey(), request.branchName());
                }
                FileMetadata shown = FileMetadata.builder().absolutePath(change.getKey()).build();
                (change.getValue().gone() ? deleted : there ? updated : added).add(shown);
              }
              return new CommitWriter(git, request.branchName(), repositories.clock())
                  .write(
                      request.parentCommitId(),
                      changes,
                      request.authorName(),
                      request.email(),
                      request.commitMessage());
            });
    announcements.changed(request.repositoryName(), Optional.of(call.caller().arn()));
    return CreateCommitResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .filesAdded(withBlobs(added, written))
        .filesUpdated(withBlobs(updated, written))
        .filesDeleted(deleted)
        .build();
  }

  private static List<FileMetadata> withBlobs(
      List<FileMetadata> files, CommitWriter.Written written) {
    return files.stream()
        .map(
            file -> {
              ObjectId blob = written.blobs().get(file.absolutePath());
              return blob == null ? file : file.toBuilder().blobId(blob.name()).build();
            })
        .toList();
  }

  private static CommitWriter.Change change(PutFileEntry file) {
    if (file.sourceFile() != null) {
      throw Refusals.of(
          RestrictedSourceFileException.builder(),
          "sourceFile of " + file.filePath() + " is not supported by this environment");
    }
    if (file.fileContent() == null) {
      throw Refusals.of(
          FileContentRequiredException.builder(), file.filePath() + " has no fileContent");
    }
    return put(file.fileContent(), file.fileMode());
  }

  private static CommitWriter.Change put(SdkBytes content, FileModeTypeEnum mode) {
    return new CommitWriter.Change(
        Optional.of(content.asByteArrayUnsafe()),
        Optional.ofNullable(mode).map(FileModes::of),
        false);
  }

  PutFileResponse put(Call call, PutFileRequest request) {
    String path = valid(request.filePath());
    CommitWriter.Written written =
        Opened.with(
            repositories,
            request.repositoryName(),
            git ->
                new CommitWriter(git, request.branchName(), repositories.clock())
                    .write(
                        request.parentCommitId(),
                        Map.of(path, put(request.fileContent(), request.fileMode())),
                        request.name(),
                        request.email(),
                        request.commitMessage()));
    announcements.changed(request.repositoryName(), Optional.of(call.caller().arn()));
    return PutFileResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .blobId(written.blobs().get(path).name())
        .build();
  }

  DeleteFileResponse delete(Call call, DeleteFileRequest request) {
    String path = valid(request.filePath());
    CommitWriter.Change gone = new CommitWriter.Change(Optional.empty(), Optional.empty(), true);
    CommitWriter.Written written =
        Opened.with(
            repositories,
            request.repositoryName(),
            git -> {
              if (!there(git, request.branchName(), path)) {
                throw missing(path, request.branchName());
              }
              return new CommitWriter(git, request.branchName(), repositories.clock())
                  .write(
                      request.parentCommitId(),
                      Map.of(path, gone),
                      request.name(),
                      request.email(),
                      request.commitMessage());
            });
    announcements.changed(request.repositoryName(), Optional.of(call.caller().arn()));
    return DeleteFileResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .filePath(path)
        .build();
  }

  private static boolean there(Repository git, String branch, String path) throws IOException {
    Revisions revisions = new Revisions(git);
    Optional<ObjectId> tip = revisions.branch(branch);
    if (tip.isEmpty()) {
      return false;
    }
    try (TreeWalk at = TreeWalk.forPath(git, path, revisions.require(tip.get().name()).getTree())) {
      return at != null && !FileMode.TREE.equals(at.getFileMode());
    }
  }

  private static RuntimeException missing(String path, String branch) {
    return Refusals.of(
        FileDoesNotExistException.builder(), path + " does not exist in the branch " + branch);
  }

  private static String valid(String given) {
    String path = ContentOperations.path(given);
    boolean bad =
        path.isEmpty()
            || java.util.stream.Stream.of(path.split("/", -1))
                .anyMatch(
                    part ->
                        part.isEmpty()
                            || part.equals(".")
                            || part.equals("..")
                            || part.equalsIgnoreCase(".git"));
    if (bad) {
      throw Refusals.of(InvalidPathException.builder(), given + " is not a valid path");
    }
    return path;
  }
}
