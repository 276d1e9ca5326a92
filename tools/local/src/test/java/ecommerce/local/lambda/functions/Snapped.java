package ecommerce.local.lambda.functions;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** A function with SnapStart hooks, which remembers when they ran; or fails in one of them. */
public final class Snapped implements Resource {

  private static final List<String> TOLD = new ArrayList<>();
  private final Resource second = new Second();

  public Snapped() {
    TOLD.add("made");
    Core.getGlobalContext().register(this);
    Core.getGlobalContext().register(second);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    TOLD.add("before first");
    if ("before".equals(System.getenv("FAIL"))) {
      throw new IllegalStateException("not ready for a snapshot");
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    TOLD.add("after first");
    if ("after".equals(System.getenv("FAIL"))) {
      throw new IllegalStateException("not restored");
    }
  }

  private static final class Second implements Resource {
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      TOLD.add("before second");
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      TOLD.add("after second");
    }
  }

  public List<String> told() {
    return TOLD;
  }

  /** What the address of the credentials says: with the token, and without. */
  public Map<String, Object> credentials() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")));
    HttpResponse<String> refused =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    request.header("Authorization", System.getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    HttpResponse<String> given = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return Map.of("refused", refused.statusCode(), "given", given.body());
  }
}
