/** The Lambda functions of the products service. */
package ecommerce.products.handlers;
