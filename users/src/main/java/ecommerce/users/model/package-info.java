/** What the users service knows of a user. Plain Java. */
package ecommerce.users.model;
