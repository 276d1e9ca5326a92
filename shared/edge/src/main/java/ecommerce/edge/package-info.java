/**
 * What every function of the platform needs where it meets Lambda, API Gateway, DynamoDB's streams
 * and EventBridge.
 */
package ecommerce.edge;
