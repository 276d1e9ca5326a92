package ecommerce.local.codecommit;

import ecommerce.local.wire.Call;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import software.amazon.awssdk.services.codecommit.model.BranchInfo;
import software.amazon.awssdk.services.codecommit.model.BranchNameExistsException;
import software.amazon.awssdk.services.codecommit.model.CommitDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchResponse;
import software.amazon.awssdk.services.codecommit.model.DefaultBranchCannotBeDeletedException;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchResponse;

/** Branches. What changes one is told to the event bus before it is answered. */
record BranchOperations(Repositories repositories, Announcements announcements) {

  CreateBranchResponse create(Call call, CreateBranchRequest request) {
    Opened.with(
        repositories,
        request.repositoryName(),
        git -> {
          if (new Revisions(git).branch(request.branchName()).isPresent()) {
            throw Refusals.of(
                BranchNameExistsException.builder(),
                "Branch " + request.branchName() + " already exists");
          }
          if (!ObjectId.isId(request.commitId())) {
            throw Refusals.of(
                CommitDoesNotExistException.builder(),
                "Commit " + request.commitId() + " does not exist");
          }
          RefUpdate update = git.updateRef(Constants.R_HEADS + request.branchName());
          update.setExpectedOldObjectId(ObjectId.zeroId());
          update.setNewObjectId(new Revisions(git).require(request.commitId()));
          return moved(update.update());
        });
    announcements.changed(request.repositoryName(), Optional.of(call.caller().arn()));
    return CreateBranchResponse.builder().build();
  }

  static RefUpdate.Result moved(RefUpdate.Result result) throws IOException {
    return switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE, RENAMED -> result;
      default -> throw new IOException("the reference could not be moved: " + result);
    };
  }

  GetBranchResponse get(GetBranchRequest request) {
    return Opened.with(
        repositories,
        request.repositoryName(),
        git ->
            GetBranchResponse.builder()
                .branch(
                    shown(
                        request.branchName(),
                        new Revisions(git).requireBranch(request.branchName())))
                .build());
  }

  ListBranchesResponse list(ListBranchesRequest request) {
    List<String> names =
        Opened.with(
            repositories,
            request.repositoryName(),
            git ->
                Repositories.references(git).keySet().stream()
                    .filter(name -> name.startsWith(Constants.R_HEADS))
                    .map(name -> name.substring(Constants.R_HEADS.length()))
                    .sorted()
                    .toList());
    return ListBranchesResponse.builder().branches(names).build();
  }

  /** A branch that is not there is no error, as on AWS. */
  DeleteBranchResponse delete(Call call, DeleteBranchRequest request) {
    boolean isDefault =
        repositories
            .require(request.repositoryName())
            .defaultBranch()
            .filter(request.branchName()::equals)
            .isPresent();
    if (isDefault) {
      throw Refusals.of(
          DefaultBranchCannotBeDeletedException.builder(),
          "The default branch " + request.branchName() + " cannot be deleted");
    }
    Optional<ObjectId> gone =
        Opened.with(
            repositories,
            request.repositoryName(),
            git -> {
              Optional<ObjectId> tip = new Revisions(git).branch(request.branchName());
              if (tip.isPresent()) {
                RefUpdate update = git.updateRef(Constants.R_HEADS + request.branchName());
                update.setForceUpdate(true);
                moved(update.delete());
              }
              return tip;
            });
    announcements.changed(request.repositoryName(), Optional.of(call.caller().arn()));
    return DeleteBranchResponse.builder()
        .deletedBranch(gone.map(tip -> shown(request.branchName(), tip)).orElse(null))
        .build();
  }

  UpdateDefaultBranchResponse setDefault(UpdateDefaultBranchRequest request) {
    Opened.with(
        repositories,
        request.repositoryName(),
        git -> new Revisions(git).requireBranch(request.defaultBranchName()));
    repositories.setDefault(
        repositories.require(request.repositoryName()), request.defaultBranchName());
    return UpdateDefaultBranchResponse.builder().build();
  }

  private static BranchInfo shown(String name, ObjectId tip) {
    return BranchInfo.builder().branchName(name).commitId(tip.name()).build();
  }
}
