/** An order brought to its end, cancelled, refunded; its stock, and what it costs. */
package ecommerce.cli.order;
