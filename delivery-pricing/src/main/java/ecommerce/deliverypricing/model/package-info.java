/** What a delivery costs. Plain Java. */
package ecommerce.deliverypricing.model;
