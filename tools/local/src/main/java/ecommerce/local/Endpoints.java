package ecommerce.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the environment is reached, and how the addresses that AWS would give become local ones:
 * path style, on one port.
 *
 * @param host host and port as clients write them, e.g. {@code localhost:4566}
 */
public record Endpoints(String host) {

  public static final String API_PREFIX = "/execute-api/";
  public static final String GRAPHQL_PREFIX = "/appsync-api/";

  private static final Pattern EXECUTE_API =
      Pattern.compile(
          "(https|wss)://([a-z0-9]+)\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com(?=[/:?#]|$)");
  private static final Pattern APPSYNC =
      Pattern.compile(
          "(https|wss)://([a-z0-9]+)\\.appsync(?:-realtime)?-api\\.[a-z0-9-]+\\.amazonaws\\.com(?=[/:?#]|$)");

  /** {@code http://host:port}, without a slash. */
  public String url() {
    return "http://" + host;
  }

  /** The base of a REST or WebSocket API: append {@code /stage/path}. */
  public String apiUrl(String apiId) {
    return url() + API_PREFIX + apiId;
  }

  /** Where an AppSync API takes GraphQL requests. */
  public String graphqlUrl(String apiId) {
    return url() + GRAPHQL_PREFIX + apiId + "/graphql";
  }

  /** Where an AppSync API takes subscriptions, over WebSocket. */
  public String realtimeUrl(String apiId) {
    return "ws://" + host + GRAPHQL_PREFIX + apiId + "/graphql";
  }

  /**
   * What a text says where the environment is reached elsewhere now: its addresses in the text
   * change, and a text that is its host and port.
   */
  public static String moved(String text, String from, String to) {
    return text.equals(from)
        ? to
        : text.replaceAll(
            "://" + Pattern.quote(from) + "(?!\\d)", "://" + Matcher.quoteReplacement(to));
  }

  /**
   * A string of a template in which every AWS endpoint of this environment has become its local
   * address.
   */
  public String localised(String text) {
    if (!text.contains(".amazonaws.com")) {
      return text;
    }
    return replace(APPSYNC, replace(EXECUTE_API, text, API_PREFIX), GRAPHQL_PREFIX);
  }

  private String replace(Pattern pattern, String text, String prefix) {
    return pattern
        .matcher(text)
        .replaceAll(
            match -> {
              String scheme = match.group(1).equals("wss") ? "ws://" : "http://";
              return Matcher.quoteReplacement(scheme + host + prefix + match.group(2));
            });
  }
}
