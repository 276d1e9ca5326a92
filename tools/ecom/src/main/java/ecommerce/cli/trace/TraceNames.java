package ecommerce.cli.trace;

import java.util.List;

/**
 * The platform's names for what traces call by physical names.
 *
 * @param environment whose stacks are {@code ecommerce-{environment}-{service}}
 * @param services the folders of the checkout
 */
record TraceNames(String environment, List<String> services) {

  TraceNames {
    // The longest first: payment-3p is not payment.
    services = services.stream().sorted((a, b) -> Integer.compare(b.length(), a.length())).toList();
  }

  /** The service that a physical name belongs to; the name itself where it is none of ours. */
  String service(String physical) {
    String rest = withoutPrefix(physical);
    return services.stream()
        .filter(
            service ->
                rest.equals(service)
                    || rest.startsWith(service + "-")
                    || rest.startsWith(service + "/"))
        .findFirst()
        .orElse(physical);
  }

  /** The resource in its service: {@code CreateOrder}, {@code Table}. */
  String resource(String physical) {
    String rest = withoutPrefix(physical);
    String service = service(physical);
    if (service.equals(physical) || rest.length() <= service.length()) {
      return physical;
    }
    // A logical id has no hyphen; what follows it is chance.
    return rest.substring(service.length() + 1).replaceFirst("-.*$", "");
  }

  private String withoutPrefix(String physical) {
    String name = physical.replaceFirst("^arn:.*:function:", "").replaceFirst(":.*$", "");
    String prefix = "ecommerce-" + environment + "-";
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
