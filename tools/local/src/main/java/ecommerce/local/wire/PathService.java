package ecommerce.local.wire;

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
}
