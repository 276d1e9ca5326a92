/** CloudWatch Logs: groups, streams and events, kept in append-only files. */
package ecommerce.local.logs;
