package ecommerce.local.appsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.appsync.model.ApiKey;
import software.amazon.awssdk.services.appsync.model.DataSource;
import software.amazon.awssdk.services.appsync.model.FunctionConfiguration;
import software.amazon.awssdk.services.appsync.model.NotFoundException;
import software.amazon.awssdk.services.appsync.model.Resolver;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What is remembered of all APIs. Whoever keeps something made from an API is told when it changes.
 */
final class Apis {

  private final Collection<StoredApi> apis;
  private final Collection<ObjectNode> keys;
  private final Collection<ObjectNode> sources;
  private final Collection<ObjectNode> functions;
  private final Collection<ObjectNode> resolvers;
  private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
  private final Map<String, ApiKey> knownKeys = new ConcurrentHashMap<>();

  Apis(Store store) {
    apis = store.collection("appsync.apis", StoredApi.class);
    keys = store.collection("appsync.keys", ObjectNode.class);
    sources = store.collection("appsync.sources", ObjectNode.class);
    functions = store.collection("appsync.functions", ObjectNode.class);
    resolvers = store.collection("appsync.resolvers", ObjectNode.class);
    keys.entries()
        .forEach(
            (key, value) -> knownKeys.put(key, Shapes.fromJson(value, ApiKey.builder()).build()));
  }

  /**
   * @param watcher takes the id of the API that changed
   */
  void watch(Consumer<String> watcher) {
    watchers.add(watcher);
  }

  private void changed(String apiId) {
    watchers.forEach(watcher -> watcher.accept(apiId));
  }

  Optional<StoredApi> find(String apiId) {
    return apis.get(apiId);
  }

  /**
   * @throws NotFoundException where there is none
   */
  StoredApi get(String apiId) {
    return find(apiId).orElseThrow(() -> missing("GraphQL API " + apiId));
  }

  List<StoredApi> all() {
    return apis.values();
  }

  void put(String apiId, StoredApi api) {
    apis.put(apiId, api);
    changed(apiId);
  }

  StoredApi update(String apiId, UnaryOperator<StoredApi> change) {
    StoredApi updated =
        apis.update(apiId, change).orElseThrow(() -> missing("GraphQL API " + apiId));
    changed(apiId);
    return updated;
  }

  void remove(String apiId) {
    get(apiId);
    for (Collection<ObjectNode> collection : List.of(keys, sources, functions, resolvers)) {
      collection.startingWith(apiId + "/").keySet().forEach(collection::remove);
    }
    knownKeys.keySet().removeIf(key -> key.startsWith(apiId + "/"));
    apis.remove(apiId);
    changed(apiId);
  }

  Optional<ApiKey> key(String apiId, String id) {
    return Optional.ofNullable(knownKeys.get(apiId + "/" + id));
  }

  List<ApiKey> keys(String apiId) {
    return all(keys, apiId, ApiKey::builder);
  }

  void putKey(String apiId, ApiKey key) {
    put(keys, apiId, key.id(), key);
    knownKeys.put(apiId + "/" + key.id(), key);
  }

  void removeKey(String apiId, String id) {
    knownKeys.remove(apiId + "/" + id);
    remove(keys, apiId, id, "API key " + id);
  }

  DataSource source(String apiId, String name) {
    return one(sources, apiId, name, DataSource.builder(), "Data source " + name);
  }

  boolean hasSource(String apiId, String name) {
    return sources.get(apiId + "/" + name).isPresent();
  }

  List<DataSource> sources(String apiId) {
    return all(sources, apiId, DataSource::builder);
  }

  void putSource(String apiId, DataSource source) {
    put(sources, apiId, source.name(), source);
  }

  void removeSource(String apiId, String name) {
    remove(sources, apiId, name, "Data source " + name);
  }

  FunctionConfiguration function(String apiId, String id) {
    return one(functions, apiId, id, FunctionConfiguration.builder(), "Function " + id);
  }

  List<FunctionConfiguration> functions(String apiId) {
    return all(functions, apiId, FunctionConfiguration::builder);
  }

  void putFunction(String apiId, FunctionConfiguration function) {
    put(functions, apiId, function.functionId(), function);
  }

  void removeFunction(String apiId, String id) {
    remove(functions, apiId, id, "Function " + id);
  }

  Resolver resolver(String apiId, String field) {
    return one(resolvers, apiId, field, Resolver.builder(), "Resolver " + field);
  }

  boolean hasResolver(String apiId, String field) {
    return resolvers.get(apiId + "/" + field).isPresent();
  }

  List<Resolver> resolvers(String apiId) {
    return all(resolvers, apiId, Resolver::builder);
  }

  /** Under {@code Type.field}. */
  void putResolver(String apiId, Resolver resolver) {
    put(resolvers, apiId, resolver.typeName() + "." + resolver.fieldName(), resolver);
  }

  void removeResolver(String apiId, String field) {
    remove(resolvers, apiId, field, "Resolver " + field);
  }

  private void put(Collection<ObjectNode> collection, String apiId, String name, SdkPojo value) {
    collection.put(apiId + "/" + name, Shapes.toJson(value));
    changed(apiId);
  }

  private void remove(Collection<ObjectNode> collection, String apiId, String name, String what) {
    collection.remove(apiId + "/" + name).orElseThrow(() -> missing(what));
    changed(apiId);
  }

  private <B extends SdkPojo & SdkBuilder<B, V>, V> V one(
      Collection<ObjectNode> collection, String apiId, String name, B builder, String what) {
    get(apiId);
    return Shapes.fromJson(
            collection.get(apiId + "/" + name).orElseThrow(() -> missing(what)), builder)
        .build();
  }

  private static <B extends SdkPojo & SdkBuilder<B, V>, V> List<V> all(
      Collection<ObjectNode> collection, String apiId, Supplier<B> builder) {
    List<V> values = new ArrayList<>();
    collection
        .startingWith(apiId + "/")
        .values()
        .forEach(json -> values.add(Shapes.fromJson(json, builder.get()).build()));
    return values;
  }

  static NotFoundException missing(String what) {
    return NotFoundException.builder().message(what + " not found.").statusCode(404).build();
  }
}
