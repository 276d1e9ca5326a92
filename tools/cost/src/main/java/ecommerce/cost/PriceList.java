package ecommerce.cost;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The prices of a region at a date, and by what each type of resource is charged. A type that it
 * does not know is an error, so that none is forgotten in silence.
 */
public final class PriceList {

  /**
   * @param charged names of prices; empty where it is free
   * @param free why it is; null where it is charged
   */
  record Type(List<String> charged, String free) {
    Type {
      charged = charged == null ? List.of() : List.copyOf(charged);
    }
  }

  private record Document(
      @JsonProperty("date") String date,
      @JsonProperty("region") String region,
      @JsonProperty("prices") Map<String, Price> prices,
      @JsonProperty("types") Map<String, Type> types) {}

  private final Document document;

  private PriceList(Document document) {
    this.document = document;
    document
        .types()
        .forEach(
            (name, type) -> {
              if (type.charged().isEmpty() == (type.free() == null)) {
                throw new IllegalArgumentException(
                    name + " must be either charged or free, with a reason");
              }
              type.charged().forEach(this::price);
            });
  }

  /** The list of us-east-1. */
  public static PriceList usEast1() {
    try (InputStream yaml = PriceList.class.getResourceAsStream("prices-us-east-1.yaml")) {
      return of(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException naming what is wrong with it
   */
  static PriceList of(InputStream yaml) throws IOException {
    return new PriceList(new ObjectMapper(new YAMLFactory()).readValue(yaml, Document.class));
  }

  /** ISO-8601. */
  public String date() {
    return document.date();
  }

  public String region() {
    return document.region();
  }

  /**
   * @throws MissingPrice where there is none of that name
   */
  public Price price(String name) {
    Price price = document.prices().get(name);
    if (price == null) {
      throw new MissingPrice("the price list has no price " + name);
    }
    return price;
  }

  /** All prices by name, in the order of their names. */
  public Map<String, Price> prices() {
    return new TreeMap<>(document.prices());
  }

  /**
   * Checks that the list says of every resource by what it is charged, or why it is free.
   *
   * @throws MissingPrice naming the first type that it does not know, and where it is deployed
   */
  public void requireAll(List<Deployed> resources) {
    for (Deployed resource : resources) {
      if (!document.types().containsKey(resource.type())) {
        throw new MissingPrice(
            "the price list of "
                + document.region()
                + " says nothing of "
                + resource.type()
                + " ("
                + resource.logicalId()
                + " of the service "
                + resource.service()
                + "): enter by what it is charged, or why it is free");
      }
    }
  }

  /** The types that are deployed and free, with the reason. */
  public Map<String, String> free(List<Deployed> resources) {
    Map<String, String> free = new TreeMap<>();
    for (Deployed resource : resources) {
      String reason = document.types().get(resource.type()).free();
      if (reason != null) {
        free.put(resource.type(), reason);
      }
    }
    return free;
  }
}
