package ecommerce.local.codebuild;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildNotDeleted;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;

/** What is known of all builds, those that ended too. Durable. */
final class Builds {

  private static final int PAGE = 100;

  private final Collection<StoredBuild> stored;
  private final Collection<Long> numbers;

  Builds(Store store) {
    this.stored = store.collection("codebuild.builds", StoredBuild.class);
    this.numbers = store.collection("codebuild.numbers", Long.class);
  }

  /** Counts the builds of a project. */
  long nextNumber(String project) {
    if (numbers.putIfAbsent(project, 1L)) {
      return 1;
    }
    return numbers.update(project, last -> last + 1).orElseThrow();
  }

  void keep(StoredBuild build) {
    stored.put(build.build().id(), build);
  }

  Build change(String id, Consumer<Build.Builder> change) {
    return stored
        .update(id, one -> one.with(one.build().toBuilder().applyMutation(change).build()))
        .map(StoredBuild::build)
        .orElseThrow();
  }

  Optional<StoredBuild> find(String idOrArn) {
    return stored.get(Arns.buildId(idOrArn));
  }

  /** The last build of a project that was asked for with a token. */
  Optional<Build> by(String project, String token) {
    return stored.startingWith(project + ":").values().stream()
        .filter(one -> one.token().filter(token::equals).isPresent())
        .map(StoredBuild::build)
        .max(Comparator.comparing(Build::buildNumber));
  }

  StoredBuild require(String idOrArn) {
    return find(idOrArn)
        .orElseThrow(() -> Refusals.missing("Build not found: " + Arns.buildId(idOrArn)));
  }

  List<StoredBuild> unfinished() {
    return stored.values().stream()
        .filter(one -> !one.json().path("buildComplete").asBoolean())
        .sorted(Comparator.comparing(one -> one.build().startTime()))
        .toList();
  }

  BatchGetBuildsResponse batchGet(BatchGetBuildsRequest request) {
    List<Build> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String id : request.ids()) {
      find(id).ifPresentOrElse(one -> found.add(one.build()), () -> missing.add(id));
    }
    return BatchGetBuildsResponse.builder().builds(found).buildsNotFound(missing).build();
  }

  /** Those that run stay, and are said to. One that is not there is no error. */
  BatchDeleteBuildsResponse delete(BatchDeleteBuildsRequest request) {
    List<String> deleted = new ArrayList<>();
    List<BuildNotDeleted> left = new ArrayList<>();
    for (String id : request.ids()) {
      boolean runs = find(id).filter(one -> !one.build().buildComplete()).isPresent();
      if (runs) {
        left.add(BuildNotDeleted.builder().id(id).statusCode("BUILD_IN_PROGRESS").build());
      } else {
        stored.remove(Arns.buildId(id)).ifPresent(one -> deleted.add(one.build().arn()));
      }
    }
    return BatchDeleteBuildsResponse.builder()
        .buildsDeleted(deleted)
        .buildsNotDeleted(left)
        .build();
  }

  ListBuildsResponse list(ListBuildsRequest request) {
    Page page = page("", request.sortOrder(), request.nextToken());
    return ListBuildsResponse.builder().ids(page.ids()).nextToken(page.next()).build();
  }

  ListBuildsForProjectResponse list(ListBuildsForProjectRequest request) {
    Page page =
        page(Arns.name(request.projectName()) + ":", request.sortOrder(), request.nextToken());
    return ListBuildsForProjectResponse.builder().ids(page.ids()).nextToken(page.next()).build();
  }

  private record Page(List<String> ids, String next) {}

  /** The newest first where nothing else is said. */
  private Page page(String prefix, SortOrderType order, String token) {
    Comparator<Build> byTime =
        Comparator.comparing(Build::startTime).thenComparing(Build::buildNumber);
    List<String> all =
        stored.startingWith(prefix).values().stream()
            .map(StoredBuild::build)
            .sorted(order == SortOrderType.ASCENDING ? byTime : byTime.reversed())
            .map(Build::id)
            .toList();
    int from = token == null ? 0 : all.indexOf(token);
    if (from < 0) {
      throw Refusals.invalid("The nextToken is not of this list");
    }
    int to = Math.min(all.size(), from + PAGE);
    return new Page(all.subList(from, to), to < all.size() ? all.get(to) : null);
  }
}
