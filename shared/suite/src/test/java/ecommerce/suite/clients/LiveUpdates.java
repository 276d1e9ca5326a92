package ecommerce.suite.clients;

import com.apollographql.apollo.ApolloClient;
import com.apollographql.apollo.api.ApolloResponse;
import com.apollographql.apollo.network.ws.AppSyncWsProtocol;
import com.apollographql.apollo.network.ws.WebSocketNetworkTransport;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import kotlinx.coroutines.jdk9.ReactiveFlowKt;

/**
 * A client of live updates: Apollo's, which speaks AppSync's real-time protocol. What a
 * subscription is shown, or how it ended, is remembered from the moment it is asked for.
 */
public final class LiveUpdates implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 10_000;

  private final ApolloClient apollo;

  private LiveUpdates(ApolloClient apollo) {
    this.apollo = apollo;
  }

  /**
   * @param host of the GraphQL URL, as AppSync wants it among the headers
   * @param credential headers
   */
  static LiveUpdates open(String realtimeUrl, String host, Map<String, String> credential) {
    Map<String, Object> header = new LinkedHashMap<>(credential);
    header.put("host", host);
    String url = AppSyncWsProtocol.Companion.buildUrl(realtimeUrl, header, Map.of());
    WebSocketNetworkTransport transport =
        new WebSocketNetworkTransport.Builder()
            .serverUrl(url)
            .protocol(new AppSyncWsProtocol.Factory(header, PATIENCE_MILLIS))
            .build();
    return new LiveUpdates(
        new ApolloClient.Builder().serverUrl(url).subscriptionNetworkTransport(transport).build());
  }

  /**
   * @param document with one field
   * @param variables names and strings, in turn
   */
  public Watch watch(String document, String... variables) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      values.put(variables[i], variables[i + 1]);
    }
    Watch watch = new Watch();
    ReactiveFlowKt.asPublisher(apollo.subscription(new LiveSubscription(document, values)).toFlow())
        .subscribe(watch);
    return watch;
  }

  @Override
  public void close() {
    apollo.close();
  }

  /** What one subscription has been shown so far. */
  public static final class Watch
      implements Flow.Subscriber<ApolloResponse<LiveSubscription.Data>>, AutoCloseable {

    private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> refusal = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> flow = new CompletableFuture<>();

    /** The values of its field, oldest first. */
    public List<JsonNode> seen() {
      return List.copyOf(seen);
    }

    /** Completed with what the API said, once it has refused. */
    public CompletableFuture<String> refusal() {
      return refusal;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      flow.complete(subscription);
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ApolloResponse<LiveSubscription.Data> response) {
      if (response.exception != null) {
        refusal.complete(String.valueOf(LiveSubscription.payload(response.exception)));
      } else if (response.hasErrors()) {
        refusal.complete(String.valueOf(response.errors));
      } else {
        seen.add(response.data.value());
      }
    }

    @Override
    public void onError(Throwable thrown) {
      refusal.complete(String.valueOf(thrown));
    }

    @Override
    public void onComplete() {
      refusal.complete("the subscription was completed");
    }

    @Override
    public void close() {
      flow.thenAccept(Flow.Subscription::cancel);
    }
  }
}
