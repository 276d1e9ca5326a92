/** SNS: standard topics. */
package ecommerce.local.sns;
