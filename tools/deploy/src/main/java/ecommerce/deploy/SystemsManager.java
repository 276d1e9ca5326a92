package ecommerce.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;

/** Values of Systems Manager parameters, as they are now. */
final class SystemsManager {

  /** GetParameters takes so many names at once. */
  private static final int AT_ONCE = 10;

  private final SsmClient ssm;

  SystemsManager(SsmClient ssm) {
    this.ssm = ssm;
  }

  /** Name → value; what does not exist is left out. */
  Map<String, String> values(Collection<String> names) {
    Map<String, String> values = new HashMap<>();
    List<String> all = new ArrayList<>(names);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      GetParametersResponse answer = ssm.getParameters(r -> r.names(some));
      answer.parameters().forEach(p -> values.put(p.name(), p.value()));
    }
    return values;
  }
}
