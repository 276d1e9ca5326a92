/**
 * The entry script {@code ./ecom}: what knows both the platform's services and the local
 * environment.
 */
package ecommerce.cli;
