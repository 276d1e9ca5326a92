package ecommerce.suite.clients;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What Systems Manager knows of the environment: {@code
 * /ecommerce/{environment}/{service}/{resource}/{type}}.
 */
public final class Parameters {

  private final SsmClient ssm;
  private final String environment;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  Parameters(SsmClient ssm, String environment) {
    this.ssm = ssm;
    this.environment = environment;
  }

  /**
   * @param name {@code service/resource/type}
   */
  public String get(String name) {
    return known.computeIfAbsent(
        name,
        any ->
            ssm.getParameter(get -> get.name("/ecommerce/" + environment + "/" + name))
                .parameter()
                .value());
  }
}
