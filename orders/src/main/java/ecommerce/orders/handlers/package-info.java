/** The Lambda functions of the orders service. */
package ecommerce.orders.handlers;
