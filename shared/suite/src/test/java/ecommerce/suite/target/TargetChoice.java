package ecommerce.suite.target;

import java.net.URI;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.regions.Region;

/**
 * Which target the suite was asked to run against, by system properties: {@code ecom.endpoint} is
 * something that runs; {@code ecom.target} is {@code local}, {@code localstack} or {@code aws};
 * {@code ecom.environment} alone is an environment on AWS. With none of them it is a local
 * environment of the suite's own.
 */
public sealed interface TargetChoice {

  Region region();

  /** Starts or finds the target. */
  Target open();

  record Local(Region region) implements TargetChoice {
    @Override
    public Target open() {
      return LocalTarget.start(region);
    }
  }

  record LocalStack(Region region, String image) implements TargetChoice {
    @Override
    public Target open() {
      return LocalStackTarget.start(region, image);
    }
  }

  record Endpoint(Region region, URI endpoint, String environment) implements TargetChoice {
    @Override
    public Target open() {
      return DeployedTarget.at(endpoint, region, environment);
    }
  }

  record Aws(Region region, String environment) implements TargetChoice {
    @Override
    public Target open() {
      return DeployedTarget.onAws(region, environment);
    }
  }

  /** The choice of this run. */
  static TargetChoice ofSystemProperties() {
    return of(name -> System.getProperty(name, ""));
  }

  /**
   * @param property by name, empty where it is not set
   * @throws IllegalArgumentException naming a property that contradicts another or has no meaning
   */
  static TargetChoice of(UnaryOperator<String> property) {
    Region region = Region.of(or(property.apply("ecom.region"), "us-east-1"));
    String endpoint = property.apply("ecom.endpoint");
    String environment = property.apply("ecom.environment");
    String target = property.apply("ecom.target");
    if (!endpoint.isBlank()) {
      if (!target.isBlank()) {
        throw new IllegalArgumentException(
            "ecom.target is " + target + ", but ecom.endpoint says where the target is");
      }
      return new Endpoint(region, absolute(endpoint), or(environment, "dev"));
    }
    return switch (or(target, environment.isBlank() ? "local" : "aws")) {
      case "local" -> new Local(region);
      case "localstack" ->
          new LocalStack(
              region, or(property.apply("ecom.localstack.image"), LocalStackTarget.IMAGE));
      case "aws" -> new Aws(region, or(environment, "dev"));
      case String other ->
          throw new IllegalArgumentException(
              "ecom.target is " + other + ", not local, localstack or aws");
    };
  }

  private static URI absolute(String endpoint) {
    URI uri = URI.create(endpoint);
    if (!uri.isAbsolute() || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "ecom.endpoint is " + endpoint + ", not an address such as http://localhost:4566");
    }
    return uri;
  }

  private static String or(String value, String otherwise) {
    return value.isBlank() ? otherwise : value;
  }
}
