package ecommerce.local.codecommit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsError;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsResponse;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.InvalidContinuationTokenException;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Commits, and what lies between two of them. Renames are shown as one gone and one added. */
record CommitOperations(Repositories repositories) {

  private static final int PAGE = 400;

  GetCommitResponse get(GetCommitRequest request) {
    return Opened.with(
        repositories,
        request.repositoryName(),
        git ->
            new Revisions(git)
                .commit(request.commitId())
                .map(commit -> GetCommitResponse.builder().commit(shown(commit)).build())
                .orElseThrow(
                    () ->
                        Refusals.of(
                            CommitIdDoesNotExistException.builder(),
                            "Commit ID " + request.commitId() + " does not exist")));
  }

  BatchGetCommitsResponse batchGet(BatchGetCommitsRequest request) {
    List<Commit> found = new ArrayList<>();
    List<BatchGetCommitsError> missing = new ArrayList<>();
    return Opened.with(
        repositories,
        request.repositoryName(),
        git -> {
          for (String id : request.commitIds()) {
            try {
              found.add(shown(new Revisions(git).require(id)));
            } catch (CommitDoesNotExistException e) {
              missing.add(
                  BatchGetCommitsError.builder()
                      .commitId(id)
                      .errorCode("CommitDoesNotExist")
                      .errorMessage(e.getMessage())
                      .build());
            }
          }
          return BatchGetCommitsResponse.builder().commits(found).errors(missing).build();
        });
  }

  private static Commit shown(RevCommit commit) {
    return Commit.builder()
        .commitId(commit.name())
        .treeId(commit.getTree().name())
        .parents(Stream.of(commit.getParents()).map(RevCommit::name).toList())
        .message(commit.getFullMessage())
        .author(shown(commit.getAuthorIdent()))
        .committer(shown(commit.getCommitterIdent()))
        .additionalData("")
        .build();
  }

  private static UserInfo shown(PersonIdent person) {
    int minutes = person.getZoneOffset().getTotalSeconds() / 60;
    String zone =
        String.format(
            "%s%02d%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
    return UserInfo.builder()
        .name(person.getName())
        .email(person.getEmailAddress())
        .date(person.getWhenAsInstant().getEpochSecond() + " " + zone)
        .build();
  }

  GetDifferencesResponse differences(GetDifferencesRequest request) {
    return Opened.with(
        repositories,
        request.repositoryName(),
        git -> {
          List<Difference> all =
              scan(git, request).stream().map(CommitOperations::difference).toList();
          int from = from(request.nextToken(), all.size());
          int most = request.maxResults() == null ? PAGE : Math.min(PAGE, request.maxResults());
          int to = Math.min(all.size(), from + most);
          return GetDifferencesResponse.builder()
              .differences(all.subList(from, to))
              .nextToken(to < all.size() ? String.valueOf(to) : null)
              .build();
        });
  }

  private static int from(String token, int size) {
    if (token == null) {
      return 0;
    }
    if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > size) {
      throw Refusals.of(
          InvalidContinuationTokenException.builder(), token + " is not a token of this list");
    }
    return Integer.parseInt(token);
  }

  private static List<DiffEntry> scan(Repository git, GetDifferencesRequest request)
      throws IOException {
    Revisions revisions = new Revisions(git);
    RevCommit after = revisions.require(request.afterCommitSpecifier());
    String path = request.afterPath() == null ? request.beforePath() : request.afterPath();
    try (DiffFormatter differ = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      differ.setRepository(git);
      if (path != null && !ContentOperations.path(path).isEmpty()) {
        differ.setPathFilter(PathFilter.create(ContentOperations.path(path)));
      }
      AbstractTreeIterator before =
          request.beforeCommitSpecifier() == null
              ? new EmptyTreeIterator()
              : tree(git, revisions.require(request.beforeCommitSpecifier()));
      return differ.scan(before, tree(git, after));
    }
  }

  private static CanonicalTreeParser tree(Repository git, RevCommit commit) throws IOException {
    try (var reader = git.newObjectReader()) {
      return new CanonicalTreeParser(null, reader, commit.getTree());
    }
  }

  private static Difference difference(DiffEntry entry) {
    return switch (entry.getChangeType()) {
      case ADD -> Difference.builder().changeType("A").afterBlob(after(entry)).build();
      case DELETE -> Difference.builder().changeType("D").beforeBlob(before(entry)).build();
      default ->
          Difference.builder()
              .changeType("M")
              .beforeBlob(before(entry))
              .afterBlob(after(entry))
              .build();
    };
  }

  private static BlobMetadata before(DiffEntry entry) {
    return blob(entry.getOldId(), entry.getOldPath(), entry.getOldMode());
  }

  private static BlobMetadata after(DiffEntry entry) {
    return blob(entry.getNewId(), entry.getNewPath(), entry.getNewMode());
  }

  private static BlobMetadata blob(AbbreviatedObjectId id, String path, FileMode mode) {
    return BlobMetadata.builder()
        .blobId(id.name())
        .path(path)
        .mode(mode.toString().replaceFirst("^(?=\\d{5}$)", "0"))
        .build();
  }
}
