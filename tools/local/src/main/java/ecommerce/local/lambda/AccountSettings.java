package ecommerce.local.lambda;

import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AccountUsage;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/**
 * The account's limits and what of them is used. Sizes are AWS's and limit nothing here; the
 * concurrency is that by which invocations are throttled.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html">
 *     GetAccountSettings</a>
 */
record AccountSettings(Functions functions, int concurrency) {

  private static final long MOST_CODE = 80_530_636_800L;
  private static final long MOST_UNZIPPED = 262_144_000;
  private static final long MOST_ZIPPED = 52_428_800;

  GetAccountSettingsResponse get() {
    int reserved =
        functions.all().stream().mapToInt(function -> function.reserved().orElse(0)).sum();
    return GetAccountSettingsResponse.builder()
        .accountLimit(
            AccountLimit.builder()
                .totalCodeSize(MOST_CODE)
                .codeSizeUnzipped(MOST_UNZIPPED)
                .codeSizeZipped(MOST_ZIPPED)
                .concurrentExecutions(concurrency)
                .unreservedConcurrentExecutions(Math.max(0, concurrency - reserved))
                .build())
        .accountUsage(
            AccountUsage.builder()
                .totalCodeSize(codeSize())
                .functionCount((long) functions.all().size())
                .build())
        .build();
  }

  /** Of all functions, with their versions. */
  private long codeSize() {
    return functions.all().stream()
        .flatMap(
            latest -> Stream.concat(Stream.of(latest), functions.versions(latest.name()).stream()))
        .mapToLong(function -> function.configuration().codeSize())
        .sum();
  }
}
