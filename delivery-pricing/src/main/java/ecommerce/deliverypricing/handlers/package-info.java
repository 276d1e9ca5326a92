/** The Lambda function of the delivery-pricing service. */
package ecommerce.deliverypricing.handlers;
