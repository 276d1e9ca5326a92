package ecommerce.local.wire;

/** A service as clients know it: its protocol and its operations. */
public interface AwsService {

  Protocol protocol();

  /** Declares every operation that it offers; any other is refused by name. */
  void declare(Operations operations);
}
