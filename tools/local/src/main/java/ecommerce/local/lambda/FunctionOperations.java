package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.wire.Shapes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.*;

/** Making, showing, changing and removing functions. */
final class FunctionOperations {

  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
  private static final String LATEST = FunctionName.LATEST;

  private final Account account;
  private final Timers timers;
  private final Functions functions;
  private final CodeStore code;
  private final Environments environments;
  private final Publications publications;
  private final Aliases aliases;
  private final Consumer<FunctionName> removed;

  /**
   * @param removed told each function, version and alias that is no more
   */
  FunctionOperations(
      Account account,
      Timers timers,
      Functions functions,
      CodeStore code,
      Environments environments,
      Publications publications,
      Aliases aliases,
      Consumer<FunctionName> removed) {
    this.account = account;
    this.timers = timers;
    this.functions = functions;
    this.code = code;
    this.environments = environments;
    this.publications = publications;
    this.aliases = aliases;
    this.removed = removed;
  }

  CreateFunctionResponse create(CreateFunctionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName());
    FunctionChecks.create(request);
    byte[] zip =
        zip(request.code().zipFile(), request.code().s3Bucket(), request.code().imageUri());
    ObjectNode shape = Shapes.toJson(request);
    shape.remove(List.of("Code", "Tags", "Layers", "Publish"));
    shape.put("FunctionName", name.name());
    FunctionConfiguration asked = Shapes.fromJson(shape, FunctionConfiguration.builder()).build();
    FunctionConfiguration configuration =
        coded(defaults(asked, name.name()), zip).toBuilder()
            .functionArn(FunctionName.arn(account, name.name()))
            .version(LATEST)
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
            .build();
    Function function =
        new Function(
            configuration, code.add(zip), request.tags(), Optional.empty(), Optional.empty());
    functions.add(function);
    return as(published(function, request.publish()), CreateFunctionResponse.builder()).build();
  }

  private FunctionConfiguration defaults(FunctionConfiguration asked, String name) {
    LoggingConfig logging =
        asked.loggingConfig() == null ? LoggingConfig.builder().build() : asked.loggingConfig();
    return asked.toBuilder()
        .timeout(Optional.ofNullable(asked.timeout()).orElse(3))
        .memorySize(Optional.ofNullable(asked.memorySize()).orElse(128))
        .description(Optional.ofNullable(asked.description()).orElse(""))
        .packageType(PackageType.ZIP)
        .architectures(
            asked.hasArchitectures() ? asked.architectures() : List.of(Architecture.X86_64))
        .tracingConfig(
            asked.tracingConfig() == null
                ? TracingConfigResponse.builder().mode(TracingMode.PASS_THROUGH).build()
                : asked.tracingConfig())
        .ephemeralStorage(
            asked.ephemeralStorage() == null
                ? EphemeralStorage.builder().size(512).build()
                : asked.ephemeralStorage())
        .snapStart(
            SnapStartResponse.builder()
                .applyOn(
                    asked.snapStart() == null ? SnapStartApplyOn.NONE : asked.snapStart().applyOn())
                .optimizationStatus(SnapStartOptimizationStatus.OFF)
                .build())
        .loggingConfig(
            logging.toBuilder()
                .logFormat(Optional.ofNullable(logging.logFormat()).orElse(LogFormat.TEXT))
                .logGroup(Optional.ofNullable(logging.logGroup()).orElse("/aws/lambda/" + name))
                .build())
        .build();
  }

  private FunctionConfiguration coded(FunctionConfiguration configuration, byte[] zip) {
    return touched(configuration).toBuilder()
        .codeSha256(Base64.getEncoder().encodeToString(CodeStore.sha256(zip)))
        .codeSize((long) zip.length)
        .build();
  }

  private FunctionConfiguration touched(FunctionConfiguration configuration) {
    return configuration.toBuilder()
        .lastModified(MODIFIED.format(timers.instant()))
        .revisionId(UUID.randomUUID().toString())
        .build();
  }

  private static byte[] zip(SdkBytes zip, String bucket, String image) {
    if (zip == null || bucket != null || image != null) {
      throw FunctionChecks.invalid(
          "Code must be given as ZipFile: S3 objects and images are not supported by this"
              + " environment");
    }
    return zip.asByteArray();
  }

  /** The function, or the version that is published of it. */
  private FunctionConfiguration published(Function function, Boolean publish) {
    return Boolean.TRUE.equals(publish)
        ? publications.publish(function, Optional.empty()).configuration()
        : function.configuration();
  }

  GetFunctionResponse get(GetFunctionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName()).qualified(request.qualifier());
    Function function = functions.require(name);
    GetFunctionResponse.Builder answer =
        GetFunctionResponse.builder()
            .configuration(shown(name))
            .code(
                FunctionCodeLocation.builder()
                    .repositoryType("S3")
                    .location(code.task(function.codeHash()).toUri().toString())
                    .build());
    if (!function.tags().isEmpty()) {
      answer.tags(function.tags());
    }
    function
        .reserved()
        .ifPresent(
            most ->
                answer.concurrency(
                    Concurrency.builder().reservedConcurrentExecutions(most).build()));
    return answer.build();
  }

  GetFunctionConfigurationResponse configuration(GetFunctionConfigurationRequest request) {
    FunctionName name = FunctionName.parse(request.functionName()).qualified(request.qualifier());
    return as(shown(name), GetFunctionConfigurationResponse.builder()).build();
  }

  /** With the ARN by which it was asked for. */
  private FunctionConfiguration shown(FunctionName name) {
    return functions.require(name).configuration().toBuilder()
        .functionArn(name.arn(account))
        .build();
  }

  UpdateFunctionCodeResponse updateCode(UpdateFunctionCodeRequest request) {
    FunctionName name = FunctionName.parse(request.functionName());
    Function before = functions.require(name);
    Publications.checkRevision(before, request.revisionId());
    byte[] zip = zip(request.zipFile(), request.s3Bucket(), request.imageUri());
    String hash = code.add(zip);
    Function changed =
        functions.change(
            name, function -> function.withCode(coded(function.configuration(), zip), hash));
    environments.changed(changed);
    return as(published(changed, request.publish()), UpdateFunctionCodeResponse.builder()).build();
  }

  UpdateFunctionConfigurationResponse updateConfiguration(
      UpdateFunctionConfigurationRequest request) {
    FunctionName name = FunctionName.parse(request.functionName());
    Function before = functions.require(name);
    Publications.checkRevision(before, request.revisionId());
    FunctionChecks.update(request);
    ObjectNode overlay = Shapes.toJson(request);
    overlay.remove(List.of("FunctionName", "RevisionId", "Layers"));
    Function changed =
        functions.change(
            name,
            function -> {
              ObjectNode shape = Shapes.toJson(function.configuration());
              shape.setAll(overlay);
              FunctionConfiguration merged =
                  Shapes.fromJson(shape, FunctionConfiguration.builder()).build();
              return function.with(touched(defaults(merged, name.name())));
            });
    environments.changed(changed);
    return as(changed.configuration(), UpdateFunctionConfigurationResponse.builder()).build();
  }

  DeleteFunctionResponse delete(DeleteFunctionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName()).qualified(request.qualifier());
    Function function = functions.require(name);
    name.qualifier().ifPresent(qualifier -> requireUnnamedVersion(function, qualifier));
    Set<String> codes = new HashSet<>(Set.of(function.codeHash()));
    if (name.qualifier().isEmpty()) {
      functions.versions(name.name()).forEach(version -> codes.add(version.codeHash()));
      aliases.of(name.name()).forEach(alias -> aliases.remove(name.name(), alias.name()));
    }
    functions.remove(function);
    removed.accept(name);
    environments.removed(function);
    codes.stream().filter(hash -> !functions.uses(hash)).forEach(code::remove);
    return DeleteFunctionResponse.builder().statusCode(204).build();
  }

  private void requireUnnamedVersion(Function function, String qualifier) {
    if (!function.isPublished()) {
      throw FunctionChecks.invalid(
          "$LATEST version cannot be deleted without deleting the function.");
    }
    if (!FunctionName.isNumber(qualifier)) {
      throw FunctionChecks.invalid(
          "DeleteFunction takes the number of a version: DeleteAlias deletes the alias "
              + qualifier);
    }
    List<String> naming =
        aliases.of(function.name()).stream()
            .filter(alias -> AliasOperations.versions(alias).contains(qualifier))
            .map(AliasConfiguration::name)
            .toList();
    if (!naming.isEmpty()) {
      throw ResourceConflictException.builder()
          .message("Unable to delete version because the following aliases reference it: " + naming)
          .statusCode(409)
          .build();
    }
  }

  ListFunctionsResponse list(ListFunctionsRequest request) {
    List<Function> all = new ArrayList<>(functions.all());
    if (request.functionVersion() == FunctionVersion.ALL) {
      functions.all().forEach(function -> all.addAll(functions.versions(function.name())));
      all.sort(Comparator.comparing(Function::key));
    }
    Page<Function> page = Page.of(all, Function::key, request.marker(), request.maxItems());
    return ListFunctionsResponse.builder()
        .functions(page.items().stream().map(Function::configuration).toList())
        .nextMarker(page.next())
        .build();
  }

  PutFunctionConcurrencyResponse putConcurrency(PutFunctionConcurrencyRequest request) {
    int most = request.reservedConcurrentExecutions();
    if (most < 0) {
      throw FunctionChecks.invalid("ReservedConcurrentExecutions must not be negative");
    }
    reserve(request.functionName(), Optional.of(most));
    return PutFunctionConcurrencyResponse.builder().reservedConcurrentExecutions(most).build();
  }

  GetFunctionConcurrencyResponse getConcurrency(GetFunctionConcurrencyRequest request) {
    Function function = functions.require(FunctionName.parse(request.functionName()));
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(function.reserved().orElse(null))
        .build();
  }

  DeleteFunctionConcurrencyResponse deleteConcurrency(DeleteFunctionConcurrencyRequest request) {
    reserve(request.functionName(), Optional.empty());
    return DeleteFunctionConcurrencyResponse.builder().build();
  }

  private void reserve(String name, Optional<Integer> most) {
    environments.changed(
        functions.change(FunctionName.parse(name), function -> function.withReserved(most)));
  }

  ListTagsResponse tags(ListTagsRequest request) {
    return ListTagsResponse.builder()
        .tags(functions.require(tagged(request.resource())).tags())
        .build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    functions.change(
        tagged(request.resource()),
        function -> {
          Map<String, String> tags = new HashMap<>(function.tags());
          tags.putAll(request.tags());
          return function.withTags(tags);
        });
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    functions.change(
        tagged(request.resource()),
        function -> {
          Map<String, String> tags = new HashMap<>(function.tags());
          request.tagKeys().forEach(tags::remove);
          return function.withTags(tags);
        });
    return UntagResourceResponse.builder().build();
  }

  private static FunctionName tagged(String arn) {
    FunctionName name = FunctionName.parse(arn);
    if (name.qualifier().isPresent()) {
      throw FunctionChecks.invalid(
          "Tags on function aliases and versions are not supported. Please specify either a"
              + " function or an event source mapping resource.");
    }
    return name;
  }

  private static <B extends software.amazon.awssdk.core.SdkPojo> B as(
      FunctionConfiguration configuration, B builder) {
    return Shapes.fromJson(Shapes.toJson(configuration), builder);
  }
}
