/**
 * What the orders service knows: the life of an order, its total, what a package makes of it. Plain
 * Java.
 */
package ecommerce.orders.model;
