package ecommerce.local.lambda;

/**
 * How long an execution environment took to start, for the report of its first invocation.
 *
 * @param milliseconds of the initialisation; under SnapStart of the restore, which is here the
 *     whole start of the process, because nothing is snapshotted
 * @param restored whether it is one of SnapStart
 * @param billed what of it is billed
 */
record StartReport(double milliseconds, boolean restored, double billed) {}
