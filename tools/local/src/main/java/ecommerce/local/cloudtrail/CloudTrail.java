package ecommerce.local.cloudtrail;

import ecommerce.local.Account;
import ecommerce.local.Denial;
import ecommerce.local.Denials;
import ecommerce.local.Part;
import ecommerce.local.Scope;
import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import ecommerce.local.wire.Access;
import ecommerce.local.wire.AwsService;
import ecommerce.local.wire.Operations;
import ecommerce.local.wire.Protocol;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/**
 * CloudTrail's event history, of denied calls alone: the newest 2000, data events among them, which
 * AWS's history leaves out. What was allowed is not kept; trails and lakes are not offered.
 */
public final class CloudTrail implements Part, Denials {

  /** How many denials are kept. */
  static final int MOST = 2000;

  private static final Logger LOG = LoggerFactory.getLogger("aws.cloudtrail");

  private final InstantSource clock;
  private final Collection<DeniedCall> calls;
  private final TreeSet<String> keys;
  private final AtomicLong number = new AtomicLong();
  private final Lookup lookup;

  public CloudTrail(Account account, Store store, InstantSource clock) {
    this.clock = clock;
    this.calls = store.collection("cloudtrail.denials", DeniedCall.class);
    this.keys = new TreeSet<>(calls.entries().keySet());
    this.lookup = new Lookup(account, calls, clock);
  }

  @Override
  public void denied(Denial denial) {
    try {
      Instant now = clock.instant();
      String requestId = Scope.current().requestId().orElseGet(() -> UUID.randomUUID().toString());
      keep(
          "%020d-%06d".formatted(now.toEpochMilli(), number.incrementAndGet() % 1_000_000),
          DeniedCall.of(UUID.randomUUID().toString(), requestId, now, denial));
    } catch (RuntimeException e) {
      LOG.error("a denial could not be kept", e);
    }
  }

  private synchronized void keep(String key, DeniedCall call) {
    calls.put(key, call);
    keys.add(key);
    while (keys.size() > MOST) {
      calls.remove(keys.pollFirst());
    }
  }

  @Override
  public List<AwsService> services() {
    return List.of(
        new AwsService() {
          @Override
          public Protocol protocol() {
            return new Protocol.AwsJson(
                "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", "1.1");
          }

          @Override
          public void declare(Operations on) {
            on.on(
                LookupEventsRequest::builder,
                Access.to("cloudtrail:LookupEvents"),
                (call, request) -> lookup.events(request));
          }
        });
  }
}
