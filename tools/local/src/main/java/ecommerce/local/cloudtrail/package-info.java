/** CloudTrail's event history, of the calls that were denied. */
package ecommerce.local.cloudtrail;
