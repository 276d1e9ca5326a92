package ecommerce.platform.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Json;
import ecommerce.edge.Settings;
import ecommerce.platform.model.Connections;
import java.net.HttpURLConnection;
import java.net.URI;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;

/**
 * {@link Connections} through the management API of the WebSocket API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">
 *     \@connections</a>
 */
public final class ManagedConnections implements Connections {

  private final ApiGatewayManagementApiClient client;

  public ManagedConnections(ApiGatewayManagementApiClient client) {
    this.client = client;
  }

  /** The API whose stage is at {@code LISTENER_ENDPOINT} ({@code https://…/STAGE}). */
  public static ManagedConnections from(Settings settings) {
    URI endpoint = URI.create(settings.required("LISTENER_ENDPOINT"));
    ManagedConnections connections =
        new ManagedConnections(
            AwsClients.configured(
                    ApiGatewayManagementApiClient.builder().endpointOverride(endpoint), settings)
                .build());
    connections.prime();
    return connections;
  }

  /**
   * Sends to a connection that does not exist, while the function starts: classes are loaded, the
   * connection is open.
   */
  private void prime() {
    try {
      send("priming", "{}");
    } catch (SdkException e) {
      System.out.println(
          Json.object()
              .put("level", "INFO")
              .put("priming", "connections")
              .put("answer", e.toString()));
    }
  }

  @Override
  public boolean send(String connectionId, String message) {
    try {
      client.postToConnection(
          post -> post.connectionId(connectionId).data(SdkBytes.fromUtf8String(message)));
      return true;
    } catch (ApiGatewayManagementApiException e) {
      if (e.statusCode() == HttpURLConnection.HTTP_GONE) {
        return false;
      }
      throw e;
    }
  }
}
