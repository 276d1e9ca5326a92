package ecommerce.local;

import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the environment's own S3, for parts that read and write objects for somebody. */
@FunctionalInterface
public interface ObjectClients {

  /** A client that signs with the identity's access key; to be closed. */
  S3Client of(Identity identity);
}
