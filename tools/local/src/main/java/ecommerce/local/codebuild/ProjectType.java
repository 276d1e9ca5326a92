package ecommerce.local.codebuild;

import ecommerce.local.deploy.Desired;
import ecommerce.local.deploy.Resource;
import ecommerce.local.deploy.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** {@code AWS::CodeBuild::Project}. Triggers, networks, file systems and batches are refused. */
record ProjectType(Arns arns, Projects projects) implements ResourceType {

  private static final List<String> ARTIFACTS =
      List.of(
          "Type",
          "Location",
          "Path",
          "NamespaceType",
          "Name",
          "Packaging",
          "EncryptionDisabled",
          "OverrideArtifactName",
          "ArtifactIdentifier");
  private static final List<String> SOURCE =
      List.of("Type", "Location", "BuildSpec", "GitCloneDepth", "SourceIdentifier", "InsecureSsl");

  @Override
  public String name() {
    return "AWS::CodeBuild::Project";
  }

  @Override
  public Set<String> properties() {
    Set<String> all =
        new HashSet<>(
            Set.of(
                "Name",
                "Description",
                "ServiceRole",
                "EncryptionKey",
                "TimeoutInMinutes",
                "QueuedTimeoutInMinutes",
                "ConcurrentBuildLimit",
                "SourceVersion",
                "SecondarySourceVersions[].SourceIdentifier",
                "SecondarySourceVersions[].SourceVersion",
                "Environment.Type",
                "Environment.ComputeType",
                "Environment.Image",
                "Environment.PrivilegedMode",
                "Environment.ImagePullCredentialsType",
                "Environment.EnvironmentVariables[].Name",
                "Environment.EnvironmentVariables[].Value",
                "Environment.EnvironmentVariables[].Type",
                "Cache.Type",
                "Cache.Location",
                "Cache.Modes",
                "Cache.Modes[]",
                "Cache.CacheNamespace",
                "LogsConfig.CloudWatchLogs.Status",
                "LogsConfig.CloudWatchLogs.GroupName",
                "LogsConfig.CloudWatchLogs.StreamName",
                "LogsConfig.S3Logs.Status",
                "Visibility",
                "Tags.**",
                "Tags[].**"));
    ARTIFACTS.forEach(name -> all.add("Artifacts." + name));
    ARTIFACTS.forEach(name -> all.add("SecondaryArtifacts[]." + name));
    SOURCE.forEach(name -> all.add("Source." + name));
    SOURCE.forEach(name -> all.add("SecondarySources[]." + name));
    return all;
  }

  @Override
  public Set<String> immutable() {
    return Set.of("Name");
  }

  @Override
  public Resource create(Desired desired) {
    Resource resource = resource(desired);
    projects.create(request(desired, resource.physicalId()));
    return resource;
  }

  private static CreateProjectRequest request(Desired desired, String name) {
    if (desired.text("Visibility").filter(v -> !v.equals("PRIVATE")).isPresent()) {
      throw Refusals.unsupported("Visibility other than PRIVATE");
    }
    return desired
        .into(CreateProjectRequest.builder())
        .name(name)
        .tags(
            desired.tags().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(resource(desired));
  }

  private Resource resource(Desired desired) {
    String name = desired.text("Name").orElseGet(() -> desired.uniqueName(150));
    return Resource.of(name).with("Arn", arns.project(name));
  }

  /** What the template does not say is as if it were new. */
  @Override
  public Resource update(Desired desired, Resource current) {
    Project wanted = projects.whole(request(desired, current.physicalId()));
    projects.change(
        current.physicalId(), before -> wanted.toBuilder().created(before.created()).build());
    return current;
  }

  @Override
  public void delete(Resource current) {
    projects.delete(DeleteProjectRequest.builder().name(current.physicalId()).build());
  }
}
