/**
 * One stack at a time through the CloudFormation API: what it is now, what a change set would do,
 * doing it, removing it. Knows nothing of services.
 */
package ecommerce.deploy.stacks;
