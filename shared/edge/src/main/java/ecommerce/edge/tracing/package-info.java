/**
 * What functions add to their traces: calls of AWS and of other services, and which order they
 * handle. Without the X-Ray SDK, whose classes cost more at a cold start than all of this.
 */
package ecommerce.edge.tracing;
