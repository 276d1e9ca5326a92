/** An order's way over all services, and why a call was denied. */
package ecommerce.cli.trace;
