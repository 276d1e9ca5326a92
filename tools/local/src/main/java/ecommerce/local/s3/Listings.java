package ecommerce.local.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is in a bucket, page by page. */
final class Listings {

  private static final int MOST = 1000;

  private final Buckets buckets;

  Listings(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * @throws ecommerce.local.wire.Fault where it is negative
   */
  static int most(Integer asked, String name) {
    if (asked != null && asked < 0) {
      throw Refusals.argument(
          name,
          asked.toString(),
          "Argument " + name + " must be an integer between 0 and 2147483647");
    }
    return asked == null ? MOST : Math.min(asked, MOST);
  }

  /** Percent-encodes names where the client asked for it, because XML cannot carry each of them. */
  static UnaryOperator<String> encoding(EncodingType type) {
    return type != EncodingType.URL
        ? UnaryOperator.identity()
        : name ->
            name == null
                ? null
                : URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  static List<CommonPrefix> prefixes(Page page, UnaryOperator<String> encode) {
    return page.prefixes().stream()
        .map(prefix -> CommonPrefix.builder().prefix(encode.apply(prefix)).build())
        .toList();
  }

  Owner owner() {
    return Owner.builder().id(buckets.account().id()).build();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private List<S3Object> contents(Page page, UnaryOperator<String> encode, boolean owner) {
    return page.objects().stream()
        .map(
            object -> {
              Version version = object.newest();
              return S3Object.builder()
                  .key(encode.apply(object.key()))
                  .lastModified(version.modified())
                  .eTag(version.quotedEtag())
                  .size(version.size())
                  .checksumAlgorithmWithStrings(version.checksums().keySet())
                  .checksumType(version.checksumType())
                  .storageClass(version.attributes().storageClass())
                  .owner(owner ? owner() : null)
                  .build();
            })
        .toList();
  }

  ListObjectsV2Response list(ListObjectsV2Request request) {
    Bucket bucket = buckets.at(request.bucket());
    int most = most(request.maxKeys(), "max-keys");
    String after =
        request.continuationToken() == null
            ? orEmpty(request.startAfter())
            : decoded(request.continuationToken());
    Page page = page(bucket, request.prefix(), request.delimiter(), after, most);
    UnaryOperator<String> encode = encoding(request.encodingType());
    return ListObjectsV2Response.builder()
        .name(bucket.name())
        .prefix(encode.apply(orEmpty(request.prefix())))
        .delimiter(encode.apply(request.delimiter()))
        .maxKeys(most)
        .encodingType(request.encodingType())
        .keyCount(page.objects().size() + page.prefixes().size())
        .isTruncated(page.last().isPresent())
        .startAfter(encode.apply(request.startAfter()))
        .continuationToken(request.continuationToken())
        .nextContinuationToken(page.last().map(Listings::encoded).orElse(null))
        .contents(contents(page, encode, Boolean.TRUE.equals(request.fetchOwner())))
        .commonPrefixes(prefixes(page, encode))
        .build();
  }

  ListObjectsResponse list(ListObjectsRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    int most = most(request.maxKeys(), "max-keys");
    Page page =
        page(bucket, request.prefix(), request.delimiter(), orEmpty(request.marker()), most);
    UnaryOperator<String> encode = encoding(request.encodingType());
    Optional<String> next = page.last().filter(last -> request.delimiter() != null);
    return ListObjectsResponse.builder()
        .name(bucket.name())
        .prefix(encode.apply(orEmpty(request.prefix())))
        .delimiter(encode.apply(request.delimiter()))
        .maxKeys(most)
        .encodingType(request.encodingType())
        .marker(encode.apply(orEmpty(request.marker())))
        .isTruncated(page.last().isPresent())
        .nextMarker(next.map(encode).orElse(null))
        .contents(contents(page, encode, true))
        .commonPrefixes(prefixes(page, encode))
        .build();
  }

  private static Page page(Bucket bucket, String prefix, String delimiter, String after, int most) {
    return most == 0
        ? new Page(List.of(), List.of(), Optional.empty())
        : Page.of(
            bucket,
            orEmpty(prefix),
            orEmpty(delimiter),
            after,
            most,
            object -> !object.newest().isMarker());
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusals.argument(
          "continuation-token", token, "The continuation token provided is incorrect");
    }
  }
}
