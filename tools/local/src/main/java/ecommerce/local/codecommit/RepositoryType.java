package ecommerce.local.codecommit;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/**
 * {@code AWS::CodeCommit::Repository}. First content from S3 ({@code Code}), triggers and keys of
 * one's own are refused. {@code Ref} gives the id, as on AWS.
 */
record RepositoryType(Repositories repositories, RepositoryOperations operations)
    implements ResourceType {

  @Override
  public String name() {
    return "AWS::CodeCommit::Repository";
  }

  @Override
  public Set<String> properties() {
    return Set.of("RepositoryName", "RepositoryDescription", "Tags.**", "Tags[].**");
  }

  @Override
  public Set<String> immutable() {
    return Set.of("RepositoryName");
  }

  @Override
  public Resource create(Desired desired) {
    return resource(
        operations
            .create(desired.into(CreateRepositoryRequest.builder()).tags(desired.tags()).build())
            .repositoryMetadata());
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return repositories
        .find(desired.required("RepositoryName"))
        .map(found -> resource(operations.shown(found)));
  }

  private static Resource resource(RepositoryMetadata made) {
    return Resource.of(made.repositoryId())
        .with("Name", made.repositoryName())
        .with("Arn", made.arn())
        .with("CloneUrlHttp", made.cloneUrlHttp());
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    repositories.change(
        current.attribute("Name"),
        one ->
            one.described(
                    desired.text("RepositoryDescription").orElse(null),
                    repositories.clock().instant())
                .tagged(desired.tags()));
    return current;
  }

  @Override
  public void delete(Resource current) {
    repositories.delete(current.attribute("Name"));
  }
}
