package ecommerce.local.codecommit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.EncryptionKeyInvalidIdException;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionResponse;

/** Repositories as wholes. Keys of one's own for encryption are refused. */
record RepositoryOperations(Arns arns, Repositories repositories) {

  CreateRepositoryResponse create(CreateRepositoryRequest request) {
    if (request.kmsKeyId() != null) {
      throw Refusals.of(
          EncryptionKeyInvalidIdException.builder(),
          "kmsKeyId is not supported by this environment");
    }
    StoredRepository made =
        repositories.create(
            request.repositoryName(), request.repositoryDescription(), request.tags());
    return CreateRepositoryResponse.builder().repositoryMetadata(shown(made)).build();
  }

  GetRepositoryResponse get(GetRepositoryRequest request) {
    return GetRepositoryResponse.builder()
        .repositoryMetadata(shown(repositories.require(request.repositoryName())))
        .build();
  }

  BatchGetRepositoriesResponse batchGet(BatchGetRepositoriesRequest request) {
    List<RepositoryMetadata> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : request.repositoryNames()) {
      repositories
          .find(name)
          .ifPresentOrElse(one -> found.add(shown(one)), () -> missing.add(name));
    }
    return BatchGetRepositoriesResponse.builder()
        .repositories(found)
        .repositoriesNotFound(missing)
        .build();
  }

  ListRepositoriesResponse list() {
    return ListRepositoriesResponse.builder()
        .repositories(
            repositories.all().stream()
                .map(
                    one ->
                        RepositoryNameIdPair.builder()
                            .repositoryName(one.name())
                            .repositoryId(one.id())
                            .build())
                .toList())
        .build();
  }

  /** One that is not there is no error, as on AWS. */
  DeleteRepositoryResponse delete(DeleteRepositoryRequest request) {
    Optional<StoredRepository> gone = repositories.delete(request.repositoryName());
    return DeleteRepositoryResponse.builder()
        .repositoryId(gone.map(StoredRepository::id).orElse(null))
        .build();
  }

  UpdateRepositoryDescriptionResponse describe(UpdateRepositoryDescriptionRequest request) {
    repositories.change(
        request.repositoryName(),
        one -> one.described(request.repositoryDescription(), repositories.clock().instant()));
    return UpdateRepositoryDescriptionResponse.builder().build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    changeTags(request.resourceArn(), tags -> tags.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    changeTags(request.resourceArn(), tags -> tags.keySet().removeAll(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  private void changeTags(String arn, java.util.function.Consumer<Map<String, String>> change) {
    repositories.change(
        arns.name(arn),
        one -> {
          Map<String, String> tags = new HashMap<>(one.tags());
          change.accept(tags);
          return one.tagged(tags);
        });
  }

  ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(repositories.require(arns.name(request.resourceArn())).tags())
        .build();
  }

  /** Without an SSH address: there is no SSH here. */
  RepositoryMetadata shown(StoredRepository repository) {
    return RepositoryMetadata.builder()
        .accountId(arns.account().id())
        .repositoryId(repository.id())
        .repositoryName(repository.name())
        .repositoryDescription(repository.description())
        .defaultBranch(repository.defaultBranch().orElse(null))
        .creationDate(repository.created())
        .lastModifiedDate(repository.modified())
        .cloneUrlHttp(arns.cloneUrl(repository.name()))
        .arn(arns.repository(repository.name()))
        .build();
  }
}
