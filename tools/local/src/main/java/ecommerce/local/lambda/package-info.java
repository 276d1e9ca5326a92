/**
 * AWS Lambda: functions, their execution environments, asynchronous invocations, event source
 * mappings.
 */
package ecommerce.local.lambda;
