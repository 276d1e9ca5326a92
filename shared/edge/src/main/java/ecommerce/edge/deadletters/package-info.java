/**
 * What could not be handled in spite of all retries, looked at again: a service's dead-letter queue
 * and the second delivery of what lies in it. A service that uses this package has the SDK's
 * modules {@code sqs} and {@code lambda} among its dependencies.
 */
package ecommerce.edge.deadletters;
