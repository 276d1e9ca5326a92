package ecommerce.local.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * Something that owns paths on the port: API Gateway's stages, AppSync's GraphQL URLs, Cognito's
 * JWKS.
 */
public interface PathService {

  /**
   * @param path raw
   */
  boolean owns(String path);

  /** Answers; proves the caller itself ({@link Authenticator}) where it needs to. */
  HttpResponse handle(HttpRequest request);

  /** Whether it reads bodies of any size itself, by {@link #handle(HttpRequest, InputStream)}. */
  default boolean readsBodies() {
    return false;
  }

  /**
   * Answers a request whose body comes as it is read.
   *
   * @param head the request, with an empty body
   */
  default HttpResponse handle(HttpRequest head, InputStream body) throws IOException {
    throw new UnsupportedOperationException("bodies are read before");
  }
}
