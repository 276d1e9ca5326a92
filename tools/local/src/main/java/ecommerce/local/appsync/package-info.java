/**
 * AppSync: GraphQL APIs with JavaScript resolvers. {@link ecommerce.local.appsync.AppSync} is all
 * that others see. Resolver code runs in GraalJS without any access to the host, after a check that
 * it stays within what AppSync's runtime takes.
 */
package ecommerce.local.appsync;
