package ecommerce.local.s3;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The multipart uploads that are going on, with their parts. */
final class UploadSet {

  private final Collection<Upload> uploads;
  private final Collection<Upload.Part> parts;
  private final Blobs blobs;

  UploadSet(Store store, Blobs blobs) {
    this.uploads = store.collection("s3.uploads", Upload.class);
    this.parts = store.collection("s3.parts", Upload.Part.class);
    this.blobs = blobs;
  }

  void add(Upload upload) {
    uploads.put(upload.id(), upload);
  }

  /**
   * @throws ecommerce.local.wire.Fault NoSuchUpload
   */
  Upload at(String id, String bucket, String key) {
    return uploads
        .get(id)
        .filter(upload -> upload.bucket().equals(bucket) && upload.key().equals(key))
        .orElseThrow(() -> Refusals.noUpload(id));
  }

  List<Upload> of(String bucket) {
    return uploads.values().stream().filter(upload -> upload.bucket().equals(bucket)).toList();
  }

  /** By number. */
  List<Upload.Part> parts(String id) {
    return List.copyOf(parts.startingWith(id + "/").values());
  }

  List<Upload.Part> allParts() {
    return parts.values();
  }

  /** Keeps a part; one of the same number gives way. */
  synchronized void put(Upload upload, Upload.Part part) {
    String key = upload.id() + "/" + String.format("%05d", part.number());
    if (uploads.get(upload.id()).isEmpty()) {
      blobs.remove(part.blob());
      throw Refusals.noUpload(upload.id());
    }
    var before = parts.get(key);
    parts.put(key, part);
    before.ifPresent(old -> blobs.remove(old.blob()));
  }

  synchronized void remove(Upload upload) {
    uploads.remove(upload.id());
    List<Upload.Part> gone = new ArrayList<>(parts(upload.id()));
    for (Upload.Part part : gone) {
      parts.remove(upload.id() + "/" + String.format("%05d", part.number()));
      blobs.remove(part.blob());
    }
  }
}
