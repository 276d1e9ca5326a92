/** The Lambda function of the users service. */
package ecommerce.users.handlers;
