package ecommerce.suite.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ecommerce.deploy.Services.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a running LocalStack has, as its health page says ({@code /_localstack/health}): editions
 * differ in the AWS services that they offer.
 *
 * @param name e.g. {@code community}
 * @param offered names of AWS services as LocalStack writes them, e.g. {@code cognito-idp}
 */
record LocalStackEdition(String name, Set<String> offered) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> THERE = Set.of("available", "running");
  private static final Set<String> ENFORCES_IAM = Set.of("pro", "enterprise");

  LocalStackEdition {
    offered = Set.copyOf(offered);
  }

  /**
   * The services of the platform that this edition can bear, and for each other one the reason.
   *
   * @param services in the order in which they can be deployed
   */
  record Plan(List<Service> deployable, Map<String, String> left) {}

  static LocalStackEdition at(URI endpoint) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest health = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health")).build();
      return of(JSON.readTree(http.send(health, BodyHandlers.ofString()).body()));
    } catch (IOException e) {
      throw new UncheckedIOException("LocalStack at " + endpoint + " does not tell its health", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** From the health page's JSON: {@code {"services": {"s3": "available", …}, "edition": "…"}}. */
  static LocalStackEdition of(JsonNode health) {
    Set<String> offered = new HashSet<>();
    health
        .path("services")
        .properties()
        .forEach(
            service -> {
              if (THERE.contains(service.getValue().asText())) {
                offered.add(service.getKey());
              }
            });
    return new LocalStackEdition(health.path("edition").asText("unknown"), offered);
  }

  /** A service is left out where its template, or a service that it depends on, needs too much. */
  Plan plan(List<Service> services) {
    List<Service> deployable = new ArrayList<>();
    Map<String, String> left = new LinkedHashMap<>();
    for (Service service : services) {
      reasonAgainst(service, left)
          .ifPresentOrElse(
              reason -> left.put(service.name(), reason), () -> deployable.add(service));
    }
    return new Plan(List.copyOf(deployable), left);
  }

  private Optional<String> reasonAgainst(Service service, Map<String, String> left) {
    Set<String> missing = new TreeSet<>(AwsServicesOf.template(service.template()));
    missing.removeAll(offered);
    if (!missing.isEmpty()) {
      return Optional.of("LocalStack " + name + " has no " + String.join(", ", missing));
    }
    return service.dependencies().stream()
        .filter(left::containsKey)
        .findFirst()
        .map(dependency -> "it depends on " + dependency + ": " + left.get(dependency));
  }

  /** What tests cannot count on. */
  Map<Capability, String> lacks() {
    Map<Capability, String> lacks = new EnumMap<>(Capability.class);
    if (!ENFORCES_IAM.contains(name)) {
      lacks.put(Capability.SIGNATURES, "LocalStack " + name + " verifies no signatures");
    }
    return lacks;
  }
}
