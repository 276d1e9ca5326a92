package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.CacheType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;

/** The build projects. Durable. */
final class Projects {

  private static final int HOUR = 60;
  private static final int EIGHT_HOURS = 480;

  private final Arns arns;
  private final InstantSource clock;
  private final Caches caches;
  private final Collection<ObjectNode> stored;

  Projects(Arns arns, InstantSource clock, Caches caches, Store store) {
    this.arns = arns;
    this.clock = clock;
    this.caches = caches;
    this.stored = store.collection("codebuild.projects", ObjectNode.class);
  }

  CreateProjectResponse create(CreateProjectRequest request) {
    Project project = whole(request);
    ProjectChecks.check(project);
    if (!stored.putIfAbsent(project.name(), Shapes.toJson(project))) {
      throw ResourceAlreadyExistsException.builder()
          .message("Project already exists: " + project.arn())
          .statusCode(400)
          .build();
    }
    return CreateProjectResponse.builder().project(project).build();
  }

  /** The project that a request describes, with what is so where nothing is said. */
  Project whole(CreateProjectRequest request) {
    if (Boolean.TRUE.equals(request.badgeEnabled())) {
      throw Refusals.unsupported("badgeEnabled");
    }
    return Shapes.fromJson(Shapes.toJson(request), Project.builder())
        .arn(arns.project(request.name()))
        .timeoutInMinutes(request.timeoutInMinutes() == null ? HOUR : request.timeoutInMinutes())
        .queuedTimeoutInMinutes(
            request.queuedTimeoutInMinutes() == null
                ? EIGHT_HOURS
                : request.queuedTimeoutInMinutes())
        .cache(
            request.cache() == null
                ? ProjectCache.builder().type(CacheType.NO_CACHE).build()
                : request.cache())
        .created(clock.instant())
        .lastModified(clock.instant())
        .build();
  }

  /** What the request does not say stays. */
  UpdateProjectResponse update(UpdateProjectRequest request) {
    if (Boolean.TRUE.equals(request.badgeEnabled())) {
      throw Refusals.unsupported("badgeEnabled");
    }
    return UpdateProjectResponse.builder()
        .project(
            change(
                Arns.name(request.name()),
                before -> {
                  ObjectNode merged = Shapes.toJson(before);
                  merged.setAll(Shapes.toJson(request));
                  merged.put("name", before.name());
                  return Shapes.fromJson(merged, Project.builder()).build();
                }))
        .build();
  }

  /** Sets a project anew, but for its name, its ARN and when it was made. */
  Project change(String name, UnaryOperator<Project> change) {
    require(name);
    return stored
        .update(
            name,
            json -> {
              Project project =
                  change.apply(read(json)).toBuilder().lastModified(clock.instant()).build();
              ProjectChecks.check(project);
              return Shapes.toJson(project);
            })
        .map(Projects::read)
        .orElseThrow();
  }

  /** One that is not there is no error, as on AWS. */
  DeleteProjectResponse delete(DeleteProjectRequest request) {
    stored
        .remove(Arns.name(request.name()))
        .ifPresent(project -> caches.remove(Arns.name(request.name())));
    return DeleteProjectResponse.builder().build();
  }

  /** The next build finds nothing of those before it. */
  InvalidateProjectCacheResponse invalidateCache(InvalidateProjectCacheRequest request) {
    Project project = require(request.projectName());
    if (project.cache().type() == CacheType.S3) {
      throw Refusals.unsupported("InvalidateProjectCache of a cache in S3 (delete its object)");
    }
    caches.remove(project.name());
    return InvalidateProjectCacheResponse.builder().build();
  }

  ListProjectsResponse list() {
    return ListProjectsResponse.builder()
        .projects(new ArrayList<>(stored.entries().keySet()))
        .build();
  }

  BatchGetProjectsResponse batchGet(BatchGetProjectsRequest request) {
    List<Project> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : request.names()) {
      find(Arns.name(name)).ifPresentOrElse(found::add, () -> missing.add(name));
    }
    return BatchGetProjectsResponse.builder().projects(found).projectsNotFound(missing).build();
  }

  Optional<Project> find(String name) {
    return stored.get(name).map(Projects::read);
  }

  Project require(String name) {
    return find(Arns.name(name))
        .orElseThrow(() -> Refusals.missing("Project cannot be found: " + arns.project(name)));
  }

  static Project read(ObjectNode json) {
    return Shapes.fromJson(json, Project.builder()).build();
  }
}
