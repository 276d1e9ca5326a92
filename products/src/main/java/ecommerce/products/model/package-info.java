/** What the products service knows: what makes a product right. Plain Java. */
package ecommerce.products.model;
