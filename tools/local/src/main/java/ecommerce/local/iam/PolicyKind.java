package ecommerce.local.iam;

/** Where a policy hangs, which decides what its statements must and must not have. */
enum PolicyKind {
  /** On a role: no principal. */
  IDENTITY,
  /** On a resource: principal and resource. */
  RESOURCE,
  /** On a role, saying who may take it: principal, no resource. */
  TRUST
}
