/** The orders table, orders and requests as JSON, and the checks that other services make. */
package ecommerce.orders.adapters;
