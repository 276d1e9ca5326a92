package ecommerce.local.codedeploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.Api;
import ecommerce.local.Identity;
import java.util.function.Supplier;

/** The alias whose traffic is shifted, changed with the deployment group's service role. */
record TrafficAlias(Api api, Supplier<Identity> role, AppSpec spec) {

  /** The version that it names now. */
  String version() {
    return api.call(role.get(), "lambda", "GetAlias", request()).path("FunctionVersion").asText();
  }

  /** Gives the target a share, and the current version the rest. */
  void shift(int percent) {
    ObjectNode request = request().put("FunctionVersion", spec.current());
    request
        .putObject("RoutingConfig")
        .putObject("AdditionalVersionWeights")
        .put(spec.target(), percent / 100.0);
    call(request);
  }

  /** Gives a version everything. */
  void settle(String version) {
    ObjectNode request = request().put("FunctionVersion", version);
    request.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
    call(request);
  }

  private void call(ObjectNode request) {
    api.call(role.get(), "lambda", "UpdateAlias", request);
  }

  private ObjectNode request() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("FunctionName", spec.function())
        .put("Name", spec.alias());
  }
}
