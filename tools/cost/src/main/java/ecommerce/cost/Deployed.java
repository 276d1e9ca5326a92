package ecommerce.cost;

/**
 * A resource of a service's stack, or of a stack nested in it.
 *
 * @param physicalId as CloudFormation tells it
 */
public record Deployed(String service, String logicalId, String type, String physicalId) {}
