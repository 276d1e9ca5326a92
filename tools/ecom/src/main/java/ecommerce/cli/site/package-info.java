/** Where commands act: the local environment on a port, or an account; and how they fail. */
package ecommerce.cli.site;
