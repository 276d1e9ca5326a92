/** The platform as its people use it: the catalogue, the GraphQL API, who signs in. */
package ecommerce.cli.shop;
