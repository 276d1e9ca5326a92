package ecommerce.local.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Part;

/** The versions of a bucket's objects, its uploads and their parts, page by page. */
final class VersionListings {

  private final Buckets buckets;
  private final UploadSet uploads;
  private final Listings listings;

  VersionListings(Buckets buckets, UploadSet uploads, Listings listings) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.listings = listings;
  }

  /**
   * A version of a key, or a prefix that many have.
   *
   * @param version null for a prefix
   */
  private record Entry(String key, Version version, boolean newest) {

    boolean isPrefix() {
      return version == null;
    }
  }

  ListObjectVersionsResponse versions(ListObjectVersionsRequest request) {
    Bucket bucket = buckets.at(request.bucket());
    int most = Math.max(1, Listings.most(request.maxKeys(), "max-keys"));
    String marker = request.keyMarker() == null ? "" : request.keyMarker();
    String prefix = request.prefix() == null ? "" : request.prefix();
    String delimiter = request.delimiter() == null ? "" : request.delimiter();
    List<Entry> entries = new ArrayList<>();
    if (request.versionIdMarker() != null && marker.startsWith(prefix)) {
      bucket.find(marker).ifPresent(object -> rest(object, request.versionIdMarker(), entries));
    }
    Page page = Page.of(bucket, prefix, delimiter, marker, most, object -> true);
    page.objects().forEach(object -> all(object, entries));
    page.prefixes().forEach(common -> entries.add(new Entry(common, null, false)));
    entries.sort(Comparator.comparing(Entry::key, Bucket.BYTES));
    boolean cut = entries.size() > most;
    List<Entry> shown = cut ? entries.subList(0, most) : entries;
    UnaryOperator<String> encode = Listings.encoding(request.encodingType());
    ListObjectVersionsResponse.Builder answer = ListObjectVersionsResponse.builder();
    if (cut || page.last().isPresent()) {
      Entry last = shown.getLast();
      answer
          .nextKeyMarker(encode.apply(last.key()))
          .nextVersionIdMarker(last.isPrefix() ? null : last.version().id());
    }
    return answer
        .name(bucket.name())
        .prefix(encode.apply(prefix))
        .delimiter(encode.apply(request.delimiter()))
        .keyMarker(encode.apply(marker))
        .versionIdMarker(request.versionIdMarker())
        .maxKeys(most)
        .encodingType(request.encodingType())
        .isTruncated(cut || page.last().isPresent())
        .versions(
            shown.stream()
                .filter(entry -> !entry.isPrefix() && !entry.version().isMarker())
                .map(entry -> version(entry, encode))
                .toList())
        .deleteMarkers(
            shown.stream()
                .filter(entry -> !entry.isPrefix() && entry.version().isMarker())
                .map(entry -> marker(entry, encode))
                .toList())
        .commonPrefixes(
            shown.stream()
                .filter(Entry::isPrefix)
                .map(entry -> CommonPrefix.builder().prefix(encode.apply(entry.key())).build())
                .toList())
        .build();
  }

  private static void all(StoredObject object, List<Entry> entries) {
    for (Version version : object.versions()) {
      entries.add(new Entry(object.key(), version, version == object.newest()));
    }
  }

  private static void rest(StoredObject object, String after, List<Entry> entries) {
    boolean passed = false;
    for (Version version : object.versions()) {
      if (passed) {
        entries.add(new Entry(object.key(), version, false));
      }
      passed |= version.id().equals(after);
    }
  }

  private ObjectVersion version(Entry entry, UnaryOperator<String> encode) {
    return ObjectVersion.builder()
        .key(encode.apply(entry.key()))
        .versionId(entry.version().id())
        .isLatest(entry.newest())
        .lastModified(entry.version().modified())
        .eTag(entry.version().quotedEtag())
        .size(entry.version().size())
        .checksumAlgorithmWithStrings(entry.version().checksums().keySet())
        .checksumType(entry.version().checksumType())
        .storageClass(entry.version().attributes().storageClass())
        .owner(listings.owner())
        .build();
  }

  private DeleteMarkerEntry marker(Entry entry, UnaryOperator<String> encode) {
    return DeleteMarkerEntry.builder()
        .key(encode.apply(entry.key()))
        .versionId(entry.version().id())
        .isLatest(entry.newest())
        .lastModified(entry.version().modified())
        .owner(listings.owner())
        .build();
  }

  ListMultipartUploadsResponse uploads(ListMultipartUploadsRequest request) {
    if (request.delimiter() != null) {
      throw Refusals.notOffered("a delimiter for multipart uploads");
    }
    Bucket bucket = buckets.at(request.bucket());
    int most = Math.max(1, Listings.most(request.maxUploads(), "max-uploads"));
    String prefix = request.prefix() == null ? "" : request.prefix();
    Comparator<Upload> order = Comparator.comparing(Upload::key).thenComparing(Upload::id);
    List<Upload> all =
        uploads.of(bucket.name()).stream()
            .filter(upload -> upload.key().startsWith(prefix))
            .filter(upload -> isAfter(upload, request))
            .sorted(order)
            .toList();
    List<Upload> shown = all.subList(0, Math.min(most, all.size()));
    boolean truncated = shown.size() < all.size();
    UnaryOperator<String> encode = Listings.encoding(request.encodingType());
    return ListMultipartUploadsResponse.builder()
        .bucket(bucket.name())
        .prefix(encode.apply(prefix))
        .keyMarker(encode.apply(request.keyMarker()))
        .uploadIdMarker(request.uploadIdMarker())
        .maxUploads(most)
        .encodingType(request.encodingType())
        .isTruncated(truncated)
        .nextKeyMarker(truncated ? encode.apply(shown.getLast().key()) : null)
        .nextUploadIdMarker(truncated ? shown.getLast().id() : null)
        .uploads(shown.stream().map(upload -> shown(upload, encode)).toList())
        .build();
  }

  private static boolean isAfter(Upload upload, ListMultipartUploadsRequest request) {
    if (request.keyMarker() == null) {
      return true;
    }
    int order = upload.key().compareTo(request.keyMarker());
    return order > 0
        || order == 0
            && request.uploadIdMarker() != null
            && upload.id().compareTo(request.uploadIdMarker()) > 0;
  }

  private MultipartUpload shown(Upload upload, UnaryOperator<String> encode) {
    return MultipartUpload.builder()
        .key(encode.apply(upload.key()))
        .uploadId(upload.id())
        .initiated(upload.initiated())
        .storageClass(upload.attributes().storageClass())
        .owner(listings.owner())
        .checksumAlgorithm(upload.algorithm().orElse(null))
        .checksumType(upload.algorithm().isPresent() ? upload.checksumType() : null)
        .build();
  }

  ListPartsResponse parts(ListPartsRequest request) {
    buckets.at(request.bucket());
    Upload upload = uploads.at(request.uploadId(), request.bucket(), request.key());
    int most = Math.max(1, Listings.most(request.maxParts(), "max-parts"));
    int marker = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
    List<Upload.Part> all =
        uploads.parts(upload.id()).stream().filter(part -> part.number() > marker).toList();
    List<Upload.Part> shown = all.subList(0, Math.min(most, all.size()));
    boolean truncated = shown.size() < all.size();
    return ListPartsResponse.builder()
        .bucket(upload.bucket())
        .key(upload.key())
        .uploadId(upload.id())
        .partNumberMarker(marker)
        .maxParts(most)
        .isTruncated(truncated)
        .nextPartNumberMarker(truncated ? shown.getLast().number() : null)
        .storageClass(upload.attributes().storageClass())
        .owner(listings.owner())
        .checksumAlgorithm(upload.algorithm().orElse(null))
        .checksumType(upload.algorithm().isPresent() ? upload.checksumType() : null)
        .parts(
            shown.stream()
                .map(
                    part ->
                        Digests.into(Part.builder(), part.checksums())
                            .partNumber(part.number())
                            .eTag(part.quotedEtag())
                            .size(part.size())
                            .lastModified(part.modified())
                            .build())
                .toList())
        .build();
  }
}
