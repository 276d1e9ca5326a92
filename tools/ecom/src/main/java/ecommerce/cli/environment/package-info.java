/** The local environment: started, looked at, stopped. */
package ecommerce.cli.environment;
