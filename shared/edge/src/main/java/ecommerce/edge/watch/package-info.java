/**
 * What the services' Watch functions have in common: events that could not be handled are delivered
 * a second time, and an inquiry is answered with what may have been lost. A service that uses this
 * package has the SDK's modules {@code sqs} and {@code lambda} among its dependencies.
 */
package ecommerce.edge.watch;
