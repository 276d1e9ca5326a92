package ecommerce.local.logs;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteQueryDefinitionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueryDefinitionsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueryDefinitionsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutQueryDefinitionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryDefinition;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryLanguage;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Saved queries, durable. Their text is kept as it is. */
final class QueryDefinitions {

  /**
   * @param groups the log groups that it is for
   */
  record Saved(String id, String name, String query, List<String> groups, long modified) {
    Saved {
      groups = List.copyOf(groups);
    }
  }

  private static final int MOST = 1000;

  private final Collection<Saved> saved;
  private final InstantSource clock;

  QueryDefinitions(Store store, InstantSource clock) {
    this.saved = store.collection("logs.queries", Saved.class);
    this.clock = clock;
  }

  PutQueryDefinitionResponse put(PutQueryDefinitionRequest request) {
    if (request.queryLanguage() != null && request.queryLanguage() != QueryLanguage.CWLI) {
      throw Refusals.invalid(
          "QueryLanguage " + request.queryLanguageAsString() + " is not offered here: CWLI is");
    }
    String id =
        request.queryDefinitionId() == null
            ? UUID.randomUUID().toString()
            : require(request.queryDefinitionId()).id();
    List<String> groups =
        request.logGroupNames().stream().map(name -> Refusals.group(name, null)).toList();
    saved.put(id, new Saved(id, request.name(), request.queryString(), groups, clock.millis()));
    return PutQueryDefinitionResponse.builder().queryDefinitionId(id).build();
  }

  private Saved require(String id) {
    return saved
        .get(id)
        .orElseThrow(
            () ->
                ResourceNotFoundException.builder()
                    .message("The query definition " + id + " does not exist.")
                    .statusCode(400)
                    .build());
  }

  boolean exists(String id) {
    return saved.get(id).isPresent();
  }

  DescribeQueryDefinitionsResponse describe(DescribeQueryDefinitionsRequest request) {
    String prefix =
        request.queryDefinitionNamePrefix() == null ? "" : request.queryDefinitionNamePrefix();
    int most = request.maxResults() == null ? MOST : request.maxResults();
    String after = request.nextToken() == null ? "" : request.nextToken();
    List<Saved> rest =
        saved.values().stream()
            .filter(each -> each.name().startsWith(prefix) && each.id().compareTo(after) > 0)
            .limit(most + 1L)
            .toList();
    List<Saved> page = rest.subList(0, Math.min(most, rest.size()));
    return DescribeQueryDefinitionsResponse.builder()
        .queryDefinitions(page.stream().map(QueryDefinitions::shown).toList())
        .nextToken(rest.size() > most ? page.getLast().id() : null)
        .build();
  }

  private static QueryDefinition shown(Saved of) {
    return QueryDefinition.builder()
        .queryLanguage(QueryLanguage.CWLI)
        .queryDefinitionId(of.id())
        .name(of.name())
        .queryString(of.query())
        .logGroupNames(of.groups())
        .lastModified(of.modified())
        .build();
  }

  DeleteQueryDefinitionResponse delete(DeleteQueryDefinitionRequest request) {
    boolean there = saved.remove(request.queryDefinitionId()).isPresent();
    return DeleteQueryDefinitionResponse.builder().success(there).build();
  }
}
