/** SQS: standard queues. */
package ecommerce.local.queues;
