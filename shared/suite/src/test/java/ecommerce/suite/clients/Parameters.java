package ecommerce.suite.clients;

import ecommerce.suite.target.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * What Systems Manager knows of the environment: {@code
 * /ecommerce/{environment}/{service}/{resource}/{type}}.
 */
public final class Parameters {

  private final SsmClient ssm;
  private final String environment;
  private final UnaryOperator<String> reached;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  Parameters(SsmClient ssm, String environment, UnaryOperator<String> reached) {
    this.ssm = ssm;
    this.environment = environment;
    this.reached = reached;
  }

  public static Parameters of(Target target) {
    return new Parameters(new AwsClients(target).ssm(), target.environment(), target::reached);
  }

  /**
   * @param name {@code service/resource/type}
   * @return the value, addresses as they are reached from here
   * @throws IllegalStateException naming the parameter that is not there
   */
  public String get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("Systems Manager has no parameter " + name(name)));
  }

  /** The same, empty where there is none. */
  public Optional<String> find(String name) {
    String value =
        known.computeIfAbsent(
            name,
            any -> {
              try {
                return reached.apply(
                    ssm.getParameter(get -> get.name(name(name))).parameter().value());
              } catch (ParameterNotFoundException e) {
                return null;
              }
            });
    return Optional.ofNullable(value);
  }

  /** The whole name. */
  public String name(String name) {
    return "/ecommerce/" + environment + "/" + name;
  }
}
