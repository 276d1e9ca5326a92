/** Many orders at a time, measured and compared with a baseline. */
package ecommerce.cli.load;
