/** The catalogue in DynamoDB, and products as JSON. */
package ecommerce.products.adapters;
