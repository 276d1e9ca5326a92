package ecommerce.local.s3;

import ecommerce.local.wire.Fault;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What must hold for an upload in parts to become an object. */
final class Completion {

  private static final long SMALLEST_PART = 5L * 1024 * 1024;

  private Completion() {}

  /**
   * The parts that the request lists.
   *
   * @throws Fault InvalidPart, InvalidPartOrder, EntityTooSmall or MalformedXML
   */
  static List<Upload.Part> parts(
      CompleteMultipartUploadRequest request, List<Upload.Part> uploaded) {
    if (request.multipartUpload() == null || request.multipartUpload().parts().isEmpty()) {
      throw Refusals.malformed();
    }
    Map<Integer, Upload.Part> byNumber =
        uploaded.stream().collect(Collectors.toMap(Upload.Part::number, Function.identity()));
    List<Upload.Part> parts = new ArrayList<>();
    int last = 0;
    for (CompletedPart wanted : request.multipartUpload().parts()) {
      if (wanted.partNumber() == null || wanted.eTag() == null) {
        throw Refusals.malformed();
      }
      if (wanted.partNumber() <= last) {
        throw new Fault(
            "InvalidPartOrder",
            400,
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      last = wanted.partNumber();
      parts.add(part(wanted, byNumber.get(last)));
    }
    for (Upload.Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < SMALLEST_PART) {
        throw new Fault(
            "EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size");
      }
    }
    return parts;
  }

  private static Upload.Part part(CompletedPart wanted, Upload.Part part) {
    Map<String, String> given = Digests.given(wanted);
    boolean same =
        part != null
            && wanted.eTag().replace("\"", "").equals(part.etag())
            && given.entrySet().stream()
                .allMatch(
                    checksum ->
                        checksum
                            .getValue()
                            .equals(
                                part.checksums()
                                    .getOrDefault(checksum.getKey(), checksum.getValue())));
    if (!same) {
      throw new Fault(
          "InvalidPart",
          400,
          "One or more of the specified parts could not be found.  The part may not have been"
              + " uploaded, or the specified entity tag may not match the part's entity tag.");
    }
    return part;
  }

  static Map<String, String> checksums(
      Upload upload, List<Upload.Part> parts, Supplier<InputStream> bytes) {
    String algorithm = upload.algorithm().orElse(Digests.STANDARD);
    String checksum =
        upload.checksumType().equals("FULL_OBJECT")
            ? Digests.checksum(algorithm, bytes.get())
            : Digests.composite(
                algorithm, parts.stream().map(part -> part.checksums().get(algorithm)).toList());
    return Map.of(algorithm, checksum);
  }

  /**
   * @throws Fault where the object is not the one that the request describes
   */
  static void require(
      CompleteMultipartUploadRequest request, Map<String, String> checksums, long size) {
    Digests.given(request)
        .forEach(
            (algorithm, given) -> {
              String own = checksums.get(algorithm);
              if (own != null && !own.equals(given) && !own.startsWith(given + "-")) {
                throw new Fault(
                    "BadDigest",
                    400,
                    "The " + algorithm + " you specified did not match what we received.");
              }
            });
    if (request.mpuObjectSize() != null && request.mpuObjectSize() != size) {
      throw Refusals.request(
          "The provided 'x-amz-mp-object-size' header does not match what was computed.");
    }
  }
}
