package ecommerce.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import ecommerce.local.wire.Fault;

/** Errors in S3's words. */
final class Refusals {

  private Refusals() {}

  private static Fault fault(String code, int status, String message, String... details) {
    var more = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < details.length; i += 2) {
      more.put(details[i], details[i + 1]);
    }
    return new Fault(code, status, message, more);
  }

  static Fault noBucket(String bucket) {
    return fault("NoSuchBucket", 404, "The specified bucket does not exist", "BucketName", bucket);
  }

  static Fault noKey(String key) {
    return fault("NoSuchKey", 404, "The specified key does not exist.", "Key", key);
  }

  static Fault noVersion(String key, String version) {
    return fault(
        "NoSuchVersion",
        404,
        "The specified version does not exist.",
        "Key",
        key,
        "VersionId",
        version);
  }

  static Fault noUpload(String upload) {
    return fault(
        "NoSuchUpload",
        404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.",
        "UploadId",
        upload);
  }

  static Fault none(String code, String message, String bucket) {
    return fault(code, 404, message, "BucketName", bucket);
  }

  static Fault precondition(String condition) {
    return fault(
        "PreconditionFailed",
        412,
        "At least one of the pre-conditions you specified did not hold",
        "Condition",
        condition);
  }

  static Fault notModified(String etag) {
    var details = JsonNodeFactory.instance.objectNode();
    details.putObject("Headers").put("etag", etag);
    return new Fault("NotModified", 304, "Not Modified", details);
  }

  static Fault argument(String name, String value, String message) {
    return fault("InvalidArgument", 400, message, "ArgumentName", name, "ArgumentValue", value);
  }

  static Fault request(String message) {
    return fault("InvalidRequest", 400, message);
  }

  static Fault malformed() {
    return fault(
        "MalformedXML",
        400,
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static Fault notOffered(String what) {
    return fault(
        "NotImplemented",
        501,
        "A header you provided implies functionality that is not implemented: "
            + what
            + " is not offered by this environment");
  }
}
