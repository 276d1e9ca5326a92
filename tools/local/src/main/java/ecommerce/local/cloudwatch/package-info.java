/** CloudWatch: metrics, metric math, alarms and dashboards. */
package ecommerce.local.cloudwatch;
