package ecommerce.cli.environment;

/**
 * A line of CloudWatch Logs.
 *
 * @param id of CloudWatch Logs, one for each line
 * @param timestamp milliseconds of the epoch
 * @param group the log group's whole name
 * @param stream the log stream's whole name
 */
record LogsLine(String id, long timestamp, String group, String stream, String text) {}
