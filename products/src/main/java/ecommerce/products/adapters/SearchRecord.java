package ecommerce.products.adapters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.edge.DynamoJson;
import ecommerce.edge.Json;
import ecommerce.products.model.SearchTerms.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What the search table knows to have of a product: one item under {@code product#ID} with all its
 * entries and a revision that grows with each write. An entry that is in the table is in the record
 * at all times.
 *
 * @param revision 0 where there is no record yet
 * @param whole false between the transactions of one change: an entry may be missing, or not yet
 *     removed
 */
record SearchRecord(String productId, long revision, Set<Entry> entries, boolean whole) {

  /** As many writes as a transaction takes, but for the record's own. */
  private static final int WRITES = 99;

  private static final String PLACE = "__record";

  SearchRecord {
    entries = Set.copyOf(entries);
  }

  /** One transaction: the record from one revision to the next, with some of the entries. */
  record Step(SearchRecord next, List<Entry> added, List<Entry> removed) {

    List<TransactWriteItem> on(String table) {
      List<TransactWriteItem> writes = new ArrayList<>();
      writes.add(next.write(table));
      added.forEach(entry -> writes.add(put(table, item(entry, next.productId))));
      removed.forEach(
          entry ->
              writes.add(
                  TransactWriteItem.builder()
                      .delete(delete -> delete.tableName(table).key(entryKey(entry)))
                      .build()));
      return writes;
    }
  }

  static Map<String, AttributeValue> key(String productId) {
    return entryKey(new Entry("product#" + productId, PLACE));
  }

  static SearchRecord of(String productId, Optional<ObjectNode> item) {
    Set<Entry> entries = new HashSet<>();
    item.ifPresent(
        known ->
            known
                .path("entries")
                .forEach(
                    entry ->
                        entries.add(new Entry(entry.path(0).asText(), entry.path(1).asText()))));
    return new SearchRecord(
        productId,
        item.map(known -> known.path("revision").asLong()).orElse(0L),
        entries,
        item.map(known -> known.path("whole").asBoolean()).orElse(true));
  }

  boolean isAlready(Set<Entry> wanted) {
    return whole && entries.equals(wanted);
  }

  /** What to write, in this order, so that these are the product's entries. */
  List<Step> steps(Set<Entry> wanted) {
    List<Entry> changes =
        Stream.concat(
                wanted.stream().filter(entry -> !whole || !entries.contains(entry)),
                entries.stream().filter(entry -> !wanted.contains(entry)))
            .toList();
    Set<Entry> either = new HashSet<>(wanted);
    either.addAll(entries);
    List<Step> steps = new ArrayList<>();
    for (int from = 0; from < changes.size(); from += WRITES) {
      List<Entry> some = changes.subList(from, Math.min(from + WRITES, changes.size()));
      boolean last = from + WRITES >= changes.size();
      SearchRecord next =
          new SearchRecord(productId, revision + steps.size() + 1, last ? wanted : either, last);
      steps.add(
          new Step(
              next,
              some.stream().filter(wanted::contains).toList(),
              some.stream().filter(entry -> !wanted.contains(entry)).toList()));
    }
    return steps;
  }

  private TransactWriteItem write(String table) {
    ObjectNode item = Json.object().put("revision", revision).put("whole", whole);
    ArrayNode list = item.putArray("entries");
    entries.forEach(entry -> list.addArray().add(entry.term()).add(entry.place()));
    Map<String, AttributeValue> record = DynamoJson.toItem(item);
    record.putAll(key(productId));
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(record)
                    .conditionExpression(
                        revision == 1 ? "attribute_not_exists(revision)" : "revision = :before")
                    .expressionAttributeValues(
                        revision == 1
                            ? null
                            : Map.of(":before", AttributeValue.fromN("" + (revision - 1)))))
        .build();
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private static Map<String, AttributeValue> item(Entry entry, String productId) {
    Map<String, AttributeValue> item = new HashMap<>(entryKey(entry));
    item.put("productId", AttributeValue.fromS(productId));
    return item;
  }

  private static Map<String, AttributeValue> entryKey(Entry entry) {
    return Map.of(
        "term", AttributeValue.fromS(entry.term()), "place", AttributeValue.fromS(entry.place()));
  }
}
