package ecommerce.lint;

/** Queues keep what failed long enough for a person, and encrypted. */
final class QueueBasics implements Check {

  @Override
  public String name() {
    return "queues";
  }

  @Override
  public String explanation() {
    return "Every queue is encrypted (SqsManagedSseEnabled or a KMS key) and says how long it keeps"
        + " messages (MessageRetentionPeriod): the default of four days is a long weekend.";
  }

  @Override
  public void look(ServiceFolder service, Checkout checkout, Findings findings) {
    for (StackResource queue : service.stack().resources("AWS::SQS::Queue")) {
      if (!queue.has("MessageRetentionPeriod")) {
        findings.add(
            queue.position(),
            queue.id() + " has no MessageRetentionPeriod: 1209600 (fourteen days) for what failed");
      }
      if (!queue.at("SqsManagedSseEnabled").asBoolean() && !queue.has("KmsMasterKeyId")) {
        findings.add(
            queue.position(), queue.id() + " is not encrypted: SqsManagedSseEnabled: true");
      }
    }
  }
}
