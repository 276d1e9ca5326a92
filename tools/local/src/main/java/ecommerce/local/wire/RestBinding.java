package ecommerce.local.wire;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * Method and path of a REST operation, as the SDK's own request marshaller has them.
 *
 * @param pattern matches a raw path; its groups are the path parameters
 * @param names of the path parameters, by group
 * @param fixedQuery what the query must have ({@code mode=import}); empty where nothing
 */
record RestBinding(
    String method,
    Pattern pattern,
    Map<String, String> names,
    String fixedQuery,
    int fixedCharacters) {

  static RestBinding of(Class<?> requestClass) {
    OperationInfo info = operation(requestClass);
    return of(info.httpMethod().name(), info.requestUri());
  }

  static OperationInfo operation(Class<?> requestClass) {
    String marshaller =
        requestClass
            .getName()
            .replace(".model.", ".transform.")
            .replaceFirst("Request$", "RequestMarshaller");
    try {
      Field field = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
      field.setAccessible(true);
      return (OperationInfo) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no REST binding for " + requestClass, e);
    }
  }

  /**
   * @param uri e.g. {@code /2015-03-31/functions/{FunctionName}/invocations}, {@code /tags/{ARN+}}
   *     or {@code /restapis?mode=import}
   */
  static RestBinding of(String method, String uri) {
    int question = uri.indexOf('?');
    String template = question < 0 ? uri : uri.substring(0, question);
    String query = question < 0 ? "" : uri.substring(question + 1);
    Map<String, String> names = new HashMap<>();
    StringBuilder regex = new StringBuilder();
    Matcher parameter = Pattern.compile("\\{([^}+]+)(\\+?)}").matcher(template);
    int end = 0;
    int fixed = 0;
    while (parameter.find()) {
      String group = "p" + names.size();
      names.put(group, parameter.group(1));
      regex.append(Pattern.quote(template.substring(end, parameter.start())));
      regex.append("(?<").append(group).append(parameter.group(2).isEmpty() ? ">[^/]+)" : ">.+)");
      fixed += parameter.start() - end;
      end = parameter.end();
    }
    String rest = template.substring(end).replaceFirst("/$", "");
    regex.append(Pattern.quote(rest)).append("/?");
    return new RestBinding(
        method,
        Pattern.compile(regex.toString()),
        names,
        query,
        fixed + rest.length() + query.length());
  }

  /** The decoded path parameters, where method and path match. */
  Optional<Map<String, String>> match(HttpRequest request) {
    if (!request.method().equals(method) || !hasFixedQuery(request.query())) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(request.path());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    names.forEach(
        (group, name) ->
            parameters.put(name, SigV4.decode(matcher.group(group).replace("+", "%2B"))));
    return Optional.of(parameters);
  }

  private boolean hasFixedQuery(String query) {
    return fixedQuery.isEmpty() || ("&" + query + "&").contains("&" + fixedQuery + "&");
  }
}
