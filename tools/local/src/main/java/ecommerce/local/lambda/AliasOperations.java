package ecommerce.local.lambda;

import ecommerce.local.Account;
import ecommerce.local.wire.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/**
 * Aliases: each names one version, and may give a share of the invocations to a second one.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Lambda
 *     function aliases</a>
 */
final class AliasOperations {

  private final Account account;
  private final Functions functions;
  private final Aliases aliases;
  private final Consumer<FunctionName> removed;

  /**
   * @param removed told each alias that is no more
   */
  AliasOperations(
      Account account, Functions functions, Aliases aliases, Consumer<FunctionName> removed) {
    this.account = account;
    this.functions = functions;
    this.aliases = aliases;
    this.removed = removed;
  }

  synchronized CreateAliasResponse create(CreateAliasRequest request) {
    FunctionName function = function(request.functionName());
    if (!request.name().matches("(?!^[0-9]+$)([a-zA-Z0-9-_]+)")) {
      throw FunctionChecks.invalid(
          "Value '"
              + request.name()
              + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression"
              + " pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    }
    String arn = function.qualified(request.name()).arn(account);
    AliasConfiguration alias =
        AliasConfiguration.builder()
            .aliasArn(arn)
            .name(request.name())
            .functionVersion(request.functionVersion())
            .description(Optional.ofNullable(request.description()).orElse(""))
            .routingConfig(routing(request.routingConfig()))
            .revisionId(UUID.randomUUID().toString())
            .build();
    check(function, alias);
    if (!aliases.add(function.name(), alias)) {
      throw ResourceConflictException.builder()
          .message("Alias already exists: " + arn)
          .statusCode(409)
          .build();
    }
    return as(alias, CreateAliasResponse.builder()).build();
  }

  synchronized UpdateAliasResponse update(UpdateAliasRequest request) {
    FunctionName function = function(request.functionName());
    AliasConfiguration before = require(function, request.name());
    if (request.revisionId() != null && !request.revisionId().equals(before.revisionId())) {
      throw Publications.wrongRevision();
    }
    AliasConfiguration.Builder changed = before.toBuilder();
    Optional.ofNullable(request.functionVersion()).ifPresent(changed::functionVersion);
    Optional.ofNullable(request.description()).ifPresent(changed::description);
    if (request.routingConfig() != null) {
      changed.routingConfig(routing(request.routingConfig()));
    }
    AliasConfiguration alias = changed.revisionId(UUID.randomUUID().toString()).build();
    check(function, alias);
    aliases.put(function.name(), alias);
    return as(alias, UpdateAliasResponse.builder()).build();
  }

  GetAliasResponse get(GetAliasRequest request) {
    return as(require(function(request.functionName()), request.name()), GetAliasResponse.builder())
        .build();
  }

  ListAliasesResponse list(ListAliasesRequest request) {
    List<AliasConfiguration> wanted =
        aliases.of(function(request.functionName()).name()).stream()
            .filter(alias -> request.functionVersion() == null || names(alias, request))
            .toList();
    Page<AliasConfiguration> page =
        Page.of(wanted, AliasConfiguration::name, request.marker(), request.maxItems());
    return ListAliasesResponse.builder().aliases(page.items()).nextMarker(page.next()).build();
  }

  private static boolean names(AliasConfiguration alias, ListAliasesRequest request) {
    return versions(alias).contains(request.functionVersion());
  }

  /** The versions that invocations of an alias may fall to. */
  static List<String> versions(AliasConfiguration alias) {
    return alias.routingConfig() == null
        ? List.of(alias.functionVersion())
        : java.util.stream.Stream.concat(
                java.util.stream.Stream.of(alias.functionVersion()),
                alias.routingConfig().additionalVersionWeights().keySet().stream())
            .toList();
  }

  /** One that is not there is no error, as on AWS. */
  synchronized DeleteAliasResponse delete(DeleteAliasRequest request) {
    FunctionName function = function(request.functionName());
    if (aliases.find(function.name(), request.name()).isPresent()) {
      aliases.remove(function.name(), request.name());
      removed.accept(function.qualified(request.name()));
    }
    return DeleteAliasResponse.builder().build();
  }

  private FunctionName function(String name) {
    FunctionName function = FunctionName.parse(name).unqualified();
    functions.require(function);
    return function;
  }

  Optional<AliasConfiguration> find(String function, String alias) {
    return aliases.find(FunctionName.parse(function).name(), alias);
  }

  private AliasConfiguration require(FunctionName function, String alias) {
    return aliases
        .find(function.name(), alias)
        .orElseThrow(
            () ->
                ResourceNotFoundException.builder()
                    .message("Cannot find alias arn: " + function.qualified(alias).arn(account))
                    .statusCode(404)
                    .build());
  }

  /** No weights are no routing. */
  private static AliasRoutingConfiguration routing(AliasRoutingConfiguration given) {
    return given == null || given.additionalVersionWeights().isEmpty() ? null : given;
  }

  private void check(FunctionName function, AliasConfiguration alias) {
    String main = alias.functionVersion();
    functions.require(function.qualified(version(main)));
    Map<String, Double> weights =
        alias.routingConfig() == null ? Map.of() : alias.routingConfig().additionalVersionWeights();
    if (weights.size() > 1) {
      throw FunctionChecks.invalid("Number of items in AdditionalVersionWeights cannot exceed 1");
    }
    weights.forEach(
        (version, weight) -> {
          if (version.equals(main)) {
            throw FunctionChecks.invalid(
                "Invalid function version "
                    + version
                    + ". Function version "
                    + version
                    + " is already included in routing configuration.");
          }
          if (main.equals(FunctionName.LATEST) || version.equals(FunctionName.LATEST)) {
            throw FunctionChecks.invalid(
                "$LATEST is not supported for an alias pointing to more than 1 version");
          }
          if (weight < 0 || weight > 1) {
            throw FunctionChecks.invalid(
                "Value '" + weight + "' at 'additionalVersionWeights' must be between 0 and 1");
          }
          functions.require(function.qualified(version(version)));
        });
  }

  private static String version(String text) {
    if (!text.equals(FunctionName.LATEST) && !FunctionName.isNumber(text)) {
      throw FunctionChecks.invalid(
          "Value '"
              + text
              + "' at 'functionVersion' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: (\\$LATEST|[0-9]+)");
    }
    return text;
  }

  private static <B extends SdkPojo> B as(AliasConfiguration alias, B builder) {
    return Shapes.fromJson(Shapes.toJson(alias), builder);
  }
}
