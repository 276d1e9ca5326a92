package ecommerce.local.apigateway;

import ecommerce.local.wire.HttpRequest;
import ecommerce.local.wire.HttpResponse;
import ecommerce.local.wire.PathService;
import java.util.Map;
import java.util.Optional;

/**
 * Everything under {@code /execute-api/}: REST stages, and the management API of WebSocket stages.
 */
record Stages(RestServing rest, ManagementApi management, SocketState sockets)
    implements PathService {

  @Override
  public boolean owns(String path) {
    return ApiPath.owns(path);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Optional<ApiPath> path = ApiPath.parse(request.path());
    if (path.isEmpty()) {
      Refusal refusal = new Refusal(ResponseType.DEFAULT_4XX, "Forbidden");
      return GatewayResponses.DEFAULT.answer(
          refusal, request, Map.of(), new Variables(Map.of(), Map.of()));
    }
    boolean socket = sockets.apis().get(path.get().apiId()).isPresent();
    return socket ? management.handle(path.get(), request) : rest.handle(path.get(), request);
  }
}
