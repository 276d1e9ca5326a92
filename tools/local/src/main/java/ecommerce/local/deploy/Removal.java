package ecommerce.local.deploy;

import ecommerce.local.store.Collection;
import ecommerce.local.template.RemovalPolicy;
import java.util.ArrayList;
import java.util.List;

/** Takes resources away, in the opposite order to that in which they were made. */
final class Removal {

  private final ResourceTypes types;
  private final Collection<StackRecord> records;

  Removal(ResourceTypes types, Collection<StackRecord> records) {
    this.types = types;
    this.records = records;
  }

  void removeAll(StackRecord record) {
    StackRecord rest = record;
    List<String> order = new ArrayList<>(record.resources().keySet());
    for (String logicalId : order.reversed()) {
      rest = remove(rest, logicalId);
    }
    records.remove(record.name());
  }

  StackRecord remove(StackRecord record, String logicalId) {
    StackRecord.Made made = record.resources().get(logicalId);
    if (made.deletionPolicy() == RemovalPolicy.DELETE) {
      types.get(made.type()).delete(made.resource());
    }
    StackRecord rest = record.without(logicalId);
    records.put(rest.name(), rest);
    return rest;
  }
}
