package ecommerce.local.deploy;

import java.util.Optional;

/** An output that a stack gives. */
record StackOutput(
    String name, String value, Optional<String> description, Optional<String> exportName) {}
