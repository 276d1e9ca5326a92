package ecommerce.platform.adapters;

import ecommerce.edge.AwsClients;
import ecommerce.edge.Settings;
import ecommerce.platform.model.Connections;
import java.net.URI;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

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
    return new ManagedConnections(
        AwsClients.configured(ApiGatewayManagementApiClient.builder().endpointOverride(endpoint), settings).build());
  }

  @Override
  public boolean send(String connectionId, String message) {
    try {
      client.postToConnection(post -> post.connectionId(connectionId).data(SdkBytes.fromUtf8String(message)));
      return true;
    } catch (GoneException e) {
      return false;
    }
  }
}
