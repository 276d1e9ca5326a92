/** Systems Manager's Parameter Store. */
package ecommerce.local.ssm;
