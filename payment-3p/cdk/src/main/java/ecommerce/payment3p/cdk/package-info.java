/** The stack of payment-3p, described with the CDK and deployed as a SAM template. */
package ecommerce.payment3p.cdk;
