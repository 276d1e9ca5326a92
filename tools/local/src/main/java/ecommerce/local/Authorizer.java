package ecommerce.local;

/** Decides who may do what, as IAM does: identity policies, resource policies, explicit denials. */
public interface Authorizer {

  /**
   * @throws AccessDenied where no statement allows it, or one denies it; the reason is logged too
   */
  void require(Identity caller, Permission permission);
}
