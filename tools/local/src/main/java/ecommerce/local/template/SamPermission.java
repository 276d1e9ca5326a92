package ecommerce.local.template;

/** The permission for a service to invoke a function, for one of the function's events. */
final class SamPermission {

  private SamPermission() {}

  static GeneratedResource of(
      SamResource function,
      GeneratedResource lambda,
      SamResource event,
      String principal,
      Node sourceArn,
      String suffix) {
    String logicalId = LogicalIds.named(event.logicalId() + "Permission", suffix);
    return GeneratedResource.beside(
            function, logicalId, "AWS::Lambda::Permission", event.position())
        .property("Action", "lambda:InvokeFunction")
        .property("FunctionName", lambda.ref().at(event.position()))
        .property("Principal", principal)
        .property("SourceArn", sourceArn);
  }
}
