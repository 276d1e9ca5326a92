package ecommerce.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A resolved output of a stack. An output whose condition does not hold is absent. */
public record Output(
    String name, JsonNode value, Optional<String> description, Optional<String> exportName) {}
