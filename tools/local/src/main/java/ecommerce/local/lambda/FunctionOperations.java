package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.Timers;
import ecommerce.local.wire.Shapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.*;

/** Making, showing, changing and removing functions. */
final class FunctionOperations {

  private static final String LATEST = FunctionName.LATEST;

  private final Account account;
  private final FunctionForms forms;
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
    this.forms = new FunctionForms(timers);
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
    String hash = code.add(zip);
    FunctionConfiguration configuration =
        forms.coded(FunctionForms.complete(asked, name.name()), hash, zip.length).toBuilder()
            .functionArn(FunctionName.arn(account, name.name()))
            .version(LATEST)
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
            .build();
    Function function =
        new Function(configuration, hash, request.tags(), Optional.empty(), Optional.empty());
    functions.add(function);
    return as(published(function, request.publish()), CreateFunctionResponse.builder()).build();
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
            name,
            function ->
                function.withCode(forms.coded(function.configuration(), hash, zip.length), hash));
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
              return function.with(forms.touched(FunctionForms.complete(merged, name.name())));
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

  private static <B extends software.amazon.awssdk.core.SdkPojo> B as(
      FunctionConfiguration configuration, B builder) {
    return Shapes.fromJson(Shapes.toJson(configuration), builder);
  }
}
