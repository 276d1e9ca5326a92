package ecommerce.local.lambda;

import ecommerce.local.Timers;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.TracingConfigResponse;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/** A function's configuration as Lambda fills it in. */
record FunctionForms(Timers timers) {

  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

  /** What was asked for, with Lambda's defaults for the rest. */
  static FunctionConfiguration complete(FunctionConfiguration asked, String name) {
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

  /**
   * With other code.
   *
   * @param hash of its zip, as {@link CodeStore} gives it
   * @param size of its zip, in bytes
   */
  FunctionConfiguration coded(FunctionConfiguration configuration, String hash, long size) {
    return touched(configuration).toBuilder()
        .codeSha256(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash)))
        .codeSize(size)
        .build();
  }

  /** Changed now, by a revision of its own. */
  FunctionConfiguration touched(FunctionConfiguration configuration) {
    return configuration.toBuilder()
        .lastModified(MODIFIED.format(timers.instant()))
        .revisionId(UUID.randomUUID().toString())
        .build();
  }
}
