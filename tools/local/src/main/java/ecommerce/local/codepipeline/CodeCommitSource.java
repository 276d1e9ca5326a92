package ecommerce.local.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;

/**
 * The head of a branch, or the commit that was asked for: its files as a zip, or a word on what a
 * build is to clone.
 */
final class CodeCommitSource implements Provider {

  private static final String CLONE_REF = "CODEBUILD_CLONE_REF";

  @Override
  public Outcome run(Work work) {
    String repository = work.required("RepositoryName");
    String branch = work.required("BranchName");
    String commit =
        Optional.ofNullable(work.execution().cause().sources().get(work.action().name()))
            .flatMap(Execution.Wanted::commit)
            .orElseGet(() -> head(work, repository, branch));
    JsonNode told =
        work.call(
                "codecommit",
                "GetCommit",
                object().put("repositoryName", repository).put("commitId", commit))
            .path("commit");
    ArtifactRef place = work.outputs().getFirst();
    Optional<ArtifactRef.Reference> clone = Optional.empty();
    switch (work.text("OutputArtifactFormat").orElse("CODE_ZIP")) {
      case "CODE_ZIP" ->
          work.call(
              "codecommit",
              "UploadArchive",
              object()
                  .put("repositoryName", repository)
                  .put("commitId", commit)
                  .put("s3Bucket", place.bucket())
                  .put("s3Key", place.key()));
      case CLONE_REF -> clone = Optional.of(reference(work, place, repository, branch, commit));
      default ->
          throw new Inputs.Wrong(
              "OutputArtifactFormat must be CODE_ZIP or CODEBUILD_CLONE_REF, not "
                  + work.required("OutputArtifactFormat"));
    }
    ArtifactRef made =
        new ArtifactRef(place.name(), place.bucket(), place.key(), clone, Optional.of(commit));
    String message = told.path("message").asText().strip();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AuthorDate", told.at("/author/date").asText());
    variables.put("BranchName", branch);
    variables.put("CommitId", commit);
    variables.put("CommitMessage", message);
    variables.put("CommitterDate", told.at("/committer/date").asText());
    variables.put("RepositoryName", repository);
    return new Outcome.Succeeded(
        Optional.of(message),
        variables,
        List.of(made),
        Optional.of(
            ArtifactRevision.builder()
                .name(place.name())
                .revisionId(commit)
                .revisionSummary(message)
                .build()),
        Optional.empty());
  }

  private static String head(Work work, String repository, String branch) {
    return work.call(
            "codecommit",
            "GetBranch",
            object().put("repositoryName", repository).put("branchName", branch))
        .at("/branch/commitId")
        .asText();
  }

  private static ArtifactRef.Reference reference(
      Work work, ArtifactRef place, String repository, String branch, String commit) {
    String url =
        work.call("codecommit", "GetRepository", object().put("repositoryName", repository))
            .at("/repositoryMetadata/cloneUrlHttp")
            .asText();
    byte[] written =
        object()
            .put("provider", "CodeCommit")
            .put("repositoryName", repository)
            .put("cloneUrl", url)
            .put("branchName", branch)
            .put("commitId", commit)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    work.artifacts().write(work, place.bucket(), place.key(), written);
    return new ArtifactRef.Reference(url, branch, commit);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
