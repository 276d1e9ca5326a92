package ecommerce.local.deploy;

import java.util.List;
import java.util.Optional;

/**
 * What a change set says of one resource.
 *
 * @param action Add, Modify or Remove
 * @param replacement True, False or Conditional, of a Modify
 * @param scope Properties, Tags, DeletionPolicy, UpdateReplacePolicy
 */
record PlannedChange(
    String action,
    String logicalId,
    Optional<String> physicalId,
    String type,
    Optional<String> replacement,
    Optional<String> policy,
    List<String> scope,
    List<Detail> details) {

  /**
   * @param name of the property, empty for another attribute
   * @param recreation Never, Conditionally or Always
   */
  record Detail(String attribute, Optional<String> name, String recreation, boolean dynamic) {}

  static PlannedChange add(String logicalId, String type) {
    return new PlannedChange(
        "Add",
        logicalId,
        Optional.empty(),
        type,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
