package ecommerce.local.s3;

import ecommerce.local.wire.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What a request to write an object may say, and what is not offered. */
final class ObjectChecks {

  private static final int LONGEST_KEY = 1024;
  private static final int MOST_METADATA = 2048;

  private static final Set<String> REFUSED =
      Set.of(
          "GrantFullControl",
          "GrantRead",
          "GrantReadACP",
          "GrantWriteACP",
          "SSECustomerAlgorithm",
          "SSECustomerKey",
          "CopySourceSSECustomerAlgorithm",
          "ObjectLockMode",
          "ObjectLockRetainUntilDate",
          "ObjectLockLegalHoldStatus",
          "WriteOffsetBytes");

  private ObjectChecks() {}

  /**
   * @throws Fault naming what is wrong with it
   */
  static void require(SdkPojo request, String key, Map<String, String> metadata) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new Fault("KeyTooLongError", 400, "Your key is too long");
    }
    int size =
        metadata.entrySet().stream()
            .mapToInt(e -> e.getKey().length() + e.getValue().length())
            .sum();
    if (size > MOST_METADATA) {
      throw new Fault(
          "MetadataTooLarge",
          400,
          "Your metadata headers exceed the maximum allowed metadata size");
    }
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value == null) {
        continue;
      }
      if (REFUSED.contains(field.memberName())) {
        throw Refusals.notOffered(field.locationName());
      }
      if (field.memberName().equals("ACL") && !value.equals("bucket-owner-full-control")) {
        throw new Fault("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
      }
      if (field.memberName().equals("ServerSideEncryption")
          && !Set.of("AES256", "aws:kms", "aws:kms:dsse").contains(value)) {
        throw Refusals.argument(
            "x-amz-server-side-encryption",
            value.toString(),
            "The encryption method specified is not supported");
      }
    }
  }
}
