/**
 * What the services' unit tests share: a handler invoked as Lambda does, and tables of DynamoDB
 * Local.
 */
package ecommerce.testing;
