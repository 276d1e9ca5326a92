package ecommerce.local;

import java.util.Optional;

/** What is stored in buckets, for parts that read artefacts: code, templates, schemas. */
public interface Objects {

  /**
   * The whole object.
   *
   * @param version of the object; the newest where it is empty
   * @throws ecommerce.local.wire.Fault NoSuchBucket, NoSuchKey or NoSuchVersion
   */
  byte[] read(String bucket, String key, Optional<String> version);
}
