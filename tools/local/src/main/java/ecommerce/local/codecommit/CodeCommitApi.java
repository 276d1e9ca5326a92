package ecommerce.local.codecommit;

import ecommerce.local.Permission;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;

/** CodeCommit's API (version 2015-04-13) as far as it is offered here. */
record CodeCommitApi(
    Arns arns,
    RepositoryOperations repositories,
    BranchOperations branches,
    CommitOperations commits,
    ContentOperations contents,
    WriteOperations writes,
    Archives archives)
    implements AwsService {

  @Override
  public Protocol protocol() {
    return new Protocol.AwsJson("codecommit", "CodeCommit_20150413", "1.1");
  }

  @Override
  public void declare(Operations on) {
    repositories(on);
    branches(on);
    reads(on);
    writes(on);
    for (String operation : List.of("UploadArchive", "GetUploadArchiveStatus")) {
      on.onJson(
          operation,
          Access.to(
              "codecommit:" + operation, q -> arns.repository(Archives.text(q, "repositoryName"))),
          (call, q) ->
              operation.equals("UploadArchive") ? archives.upload(call, q) : archives.status(q));
    }
  }

  private void repositories(Operations on) {
    on.on(
        CreateRepositoryRequest::builder,
        Access.to("codecommit:CreateRepository", q -> arns.repository(q.repositoryName())),
        (call, q) -> repositories.create(q));
    on.on(
        GetRepositoryRequest::builder,
        Access.to("codecommit:GetRepository", q -> arns.repository(q.repositoryName())),
        (call, q) -> repositories.get(q));
    on.on(
        BatchGetRepositoriesRequest::builder,
        q ->
            q.repositoryNames().stream()
                .map(
                    name -> Permission.of("codecommit:BatchGetRepositories", arns.repository(name)))
                .toList(),
        (call, q) -> repositories.batchGet(q));
    on.on(
        ListRepositoriesRequest::builder,
        Access.to("codecommit:ListRepositories"),
        (call, q) -> repositories.list());
    on.on(
        DeleteRepositoryRequest::builder,
        Access.to("codecommit:DeleteRepository", q -> arns.repository(q.repositoryName())),
        (call, q) -> repositories.delete(q));
    on.on(
        UpdateRepositoryDescriptionRequest::builder,
        Access.to(
            "codecommit:UpdateRepositoryDescription", q -> arns.repository(q.repositoryName())),
        (call, q) -> repositories.describe(q));
    on.on(
        TagResourceRequest::builder,
        Access.to("codecommit:TagResource", TagResourceRequest::resourceArn),
        (call, q) -> repositories.tag(q));
    on.on(
        UntagResourceRequest::builder,
        Access.to("codecommit:UntagResource", UntagResourceRequest::resourceArn),
        (call, q) -> repositories.untag(q));
    on.on(
        ListTagsForResourceRequest::builder,
        Access.to("codecommit:ListTagsForResource", ListTagsForResourceRequest::resourceArn),
        (call, q) -> repositories.tags(q));
  }

  private void branches(Operations on) {
    on.on(
        CreateBranchRequest::builder,
        q -> changing("codecommit:CreateBranch", q.repositoryName(), q.branchName()),
        branches::create);
    on.on(
        GetBranchRequest::builder,
        Access.to("codecommit:GetBranch", q -> arns.repository(q.repositoryName())),
        (call, q) -> branches.get(q));
    on.on(
        ListBranchesRequest::builder,
        Access.to("codecommit:ListBranches", q -> arns.repository(q.repositoryName())),
        (call, q) -> branches.list(q));
    on.on(
        DeleteBranchRequest::builder,
        q -> changing("codecommit:DeleteBranch", q.repositoryName(), q.branchName()),
        branches::delete);
    on.on(
        UpdateDefaultBranchRequest::builder,
        Access.to("codecommit:UpdateDefaultBranch", q -> arns.repository(q.repositoryName())),
        (call, q) -> branches.setDefault(q));
  }

  private void reads(Operations on) {
    on.on(
        GetCommitRequest::builder,
        Access.to("codecommit:GetCommit", q -> arns.repository(q.repositoryName())),
        (call, q) -> commits.get(q));
    on.on(
        BatchGetCommitsRequest::builder,
        Access.to("codecommit:BatchGetCommits", q -> arns.repository(q.repositoryName())),
        (call, q) -> commits.batchGet(q));
    on.on(
        GetDifferencesRequest::builder,
        Access.to("codecommit:GetDifferences", q -> arns.repository(q.repositoryName())),
        (call, q) -> commits.differences(q));
    on.on(
        GetFileRequest::builder,
        Access.to("codecommit:GetFile", q -> arns.repository(q.repositoryName())),
        (call, q) -> contents.file(q));
    on.on(
        GetFolderRequest::builder,
        Access.to("codecommit:GetFolder", q -> arns.repository(q.repositoryName())),
        (call, q) -> contents.folder(q));
    on.on(
        GetBlobRequest::builder,
        Access.to("codecommit:GetBlob", q -> arns.repository(q.repositoryName())),
        (call, q) -> contents.blob(q));
  }

  private void writes(Operations on) {
    on.on(
        CreateCommitRequest::builder,
        q -> changing("codecommit:CreateCommit", q.repositoryName(), q.branchName()),
        writes::commit);
    on.on(
        PutFileRequest::builder,
        q -> changing("codecommit:PutFile", q.repositoryName(), q.branchName()),
        writes::put);
    on.on(
        DeleteFileRequest::builder,
        q -> changing("codecommit:DeleteFile", q.repositoryName(), q.branchName()),
        writes::delete);
  }

  private List<Permission> changing(String action, String repository, String branch) {
    return List.of(
        Permission.of(action, arns.repository(repository))
            .with("codecommit:References", List.of(Constants.R_HEADS + branch)));
  }
}
