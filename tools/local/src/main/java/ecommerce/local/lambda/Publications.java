package ecommerce.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Account;
import ecommerce.local.wire.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/**
 * Publishing versions: {@code $LATEST} as it is becomes the next number, unless that is what the
 * newest version is already. Under SnapStart a version is initialised first, and one whose
 * initialisation fails is there, but {@code Failed}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html">Lambda
 *     function versions</a>
 */
final class Publications {

  private static final List<String> NOT_COMPARED =
      List.of("RevisionId", "LastModified", "FunctionArn", "Version");

  private final Account account;
  private final Functions functions;
  private final Environments environments;

  Publications(Account account, Functions functions, Environments environments) {
    this.account = account;
    this.functions = functions;
    this.environments = environments;
  }

  PublishVersionResponse publish(PublishVersionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName()).unqualified();
    Function latest = functions.require(name);
    checkRevision(latest, request.revisionId());
    String code = latest.configuration().codeSha256();
    if (request.codeSha256() != null && !request.codeSha256().equals(code)) {
      throw FunctionChecks.invalid(
          "CodeSHA256 ("
              + request.codeSha256()
              + ") is different from current CodeSHA256 in $LATEST ("
              + code
              + "). Please try again with the CodeSHA256 in $LATEST.");
    }
    Function version = publish(latest, Optional.ofNullable(request.description()));
    return Shapes.fromJson(Shapes.toJson(version.configuration()), PublishVersionResponse.builder())
        .build();
  }

  /** The version that is {@code $LATEST} now. */
  Function publish(Function latest, Optional<String> description) {
    String content = content(latest);
    List<Function> versions = functions.versions(latest.name());
    if (!versions.isEmpty()
        && versions.getLast().publishedOf().equals(Optional.of(content))
        && versions.getLast().configuration().state() == State.ACTIVE) {
      return versions.getLast();
    }
    String number = Integer.toString(functions.nextNumber(latest.name()));
    FunctionConfiguration configuration = latest.configuration();
    FunctionConfiguration published =
        configuration.toBuilder()
            .version(number)
            .functionArn(FunctionName.arn(account, latest.name()) + ":" + number)
            .description(description.orElse(configuration.description()))
            .revisionId(UUID.randomUUID().toString())
            .build();
    Function version = snapshot(latest.with(published).publishedOf(content));
    functions.publish(version);
    return version;
  }

  private Function snapshot(Function version) {
    if (!version.snapStart()) {
      return version;
    }
    FunctionConfiguration.Builder optimised = version.configuration().toBuilder();
    optimised.snapStart(
        on ->
            on.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)
                .optimizationStatus(SnapStartOptimizationStatus.ON));
    // As it will be kept, so that the first invocation finds the process that is made here.
    Function snapshot = version.with(optimised.build());
    return environments
        .initialise(snapshot)
        .map(failure -> version.with(failed(version.configuration(), failure)))
        .orElse(snapshot);
  }

  private static FunctionConfiguration failed(FunctionConfiguration version, Result failure) {
    boolean late = failure instanceof Result.TimedOut;
    return version.toBuilder()
        .state(State.FAILED)
        .stateReason(reason(failure))
        .stateReasonCode(
            late
                ? StateReasonCode.FUNCTION_ERROR_INIT_TIMEOUT
                : StateReasonCode.FUNCTION_ERROR_RUNTIME_INIT_ERROR)
        .build();
  }

  private static String reason(Result failure) {
    String why =
        switch (failure) {
          case Result.Failed failed -> new String(failed.payload(), StandardCharsets.UTF_8);
          case Result.Exited exited -> "the process ended with status " + exited.status();
          case Result.TimedOut late -> "the initialisation took too long";
          default -> failure.toString();
        };
    return "The function failed to initialise for SnapStart: " + why;
  }

  /** What makes one version differ from another: not where the environment is reached. */
  private String content(Function latest) {
    ObjectNode compared = Shapes.toJson(latest.moved(functions.host(), "").configuration());
    compared.remove(NOT_COMPARED);
    String text = compared + latest.codeHash();
    return HexFormat.of().formatHex(CodeStore.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  static void checkRevision(Function function, String revision) {
    if (revision != null && !revision.equals(function.configuration().revisionId())) {
      throw wrongRevision();
    }
  }

  static PreconditionFailedException wrongRevision() {
    return PreconditionFailedException.builder()
        .message(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id")
        .statusCode(412)
        .build();
  }

  ListVersionsByFunctionResponse list(ListVersionsByFunctionRequest request) {
    FunctionName name = FunctionName.parse(request.functionName()).unqualified();
    Function latest = functions.require(name);
    List<FunctionConfiguration> all = new java.util.ArrayList<>();
    all.add(latest.configuration().toBuilder().functionArn(latest.versionArn()).build());
    functions.versions(name.name()).forEach(version -> all.add(version.configuration()));
    Page<FunctionConfiguration> page =
        Page.of(all, Publications::order, request.marker(), request.maxItems());
    return ListVersionsByFunctionResponse.builder()
        .versions(page.items())
        .nextMarker(page.next())
        .build();
  }

  private static String order(FunctionConfiguration version) {
    return FunctionName.isNumber(version.version())
        ? String.format("%010d", Integer.parseInt(version.version()))
        : "";
  }
}
