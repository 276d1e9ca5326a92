package ecommerce.local.xray;

import ecommerce.local.Account;
import ecommerce.local.Part;
import ecommerce.local.Segment;
import ecommerce.local.Timers;
import ecommerce.local.TraceHeader;
import ecommerce.local.Tracing;
import ecommerce.local.deploy.ResourceType;
import ecommerce.local.store.Store;
import ecommerce.local.wire.AwsService;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * X-Ray: takes segments of services in process, of applications over UDP and over the API; keeps
 * the newest 5000 traces. Insights, indexing rules, encryption settings and transaction search are
 * not offered.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/api/Welcome.html">X-Ray API</a>
 */
public final class XRay implements Part, Tracing {

  private static final Logger LOG = LoggerFactory.getLogger("aws.xray");

  private final TraceStore traces;
  private final Daemon daemon;
  private final Sampler sampler;
  private final Timers timers;
  private final AwsService api;
  private final List<ResourceType> types;

  /**
   * @param rate of the rule Default, of requests beyond the first of each second, where nobody has
   *     changed it; AWS's is 0.05
   */
  public XRay(Account account, Store store, Timers timers, double rate) {
    this.timers = timers;
    this.traces = new TraceStore(store, timers);
    this.daemon = new Daemon(this::take);
    SamplingRules rules = new SamplingRules(account, store, timers, rate);
    this.sampler = new Sampler(rules, timers);
    Groups groups = new Groups(account, store);
    Queries queries = new Queries(traces, groups, timers);
    this.api = new XRayApi(this::takeOrThrow, queries, groups, rules);
    this.types = List.of(new SamplingRuleType(rules), new GroupType(groups));
  }

  private void take(String document) {
    try {
      takeOrThrow(document);
    } catch (Documents.Refused e) {
      LOG.warn("a segment was dropped: {}", e.getMessage());
    }
  }

  private void takeOrThrow(String document) throws Documents.Refused {
    traces.add(Documents.read(document));
  }

  @Override
  public TraceHeader decide(Optional<TraceHeader> given, Asked asked) {
    TraceHeader header = given.orElseGet(() -> TraceHeader.fresh(timers.instant()));
    return header.sampled().isPresent() ? header : header.sampled(sampler.samples(asked));
  }

  @Override
  public void record(Segment segment) {
    if (!segment.isSampled()) {
      return;
    }
    try {
      traces.add(segment.document());
    } catch (RuntimeException e) {
      LOG.error("a segment could not be kept", e);
    }
  }

  @Override
  public Optional<String> daemon() {
    return Optional.of(daemon.address());
  }

  @Override
  public List<AwsService> services() {
    return List.of(api);
  }

  @Override
  public List<ResourceType> resourceTypes() {
    return types;
  }

  @Override
  public void start() {
    daemon.start();
    traces.start();
  }

  @Override
  public void close() {
    daemon.close();
    traces.flush();
  }
}
