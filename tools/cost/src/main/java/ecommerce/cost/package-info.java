/** What the platform costs: metered usage and deployed resources, at dated public prices. */
package ecommerce.cost;
