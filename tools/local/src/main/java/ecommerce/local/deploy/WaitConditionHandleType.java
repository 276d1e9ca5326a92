package ecommerce.local.deploy;

import java.util.Optional;
import java.util.Set;

/** {@code AWS::CloudFormation::WaitConditionHandle}: there, and nothing more. */
final class WaitConditionHandleType implements ResourceType {

  @Override
  public String name() {
    return "AWS::CloudFormation::WaitConditionHandle";
  }

  @Override
  public Set<String> properties() {
    return Set.of();
  }

  @Override
  public Resource create(Desired desired) {
    return planned(desired).orElseThrow();
  }

  @Override
  public Optional<Resource> planned(Desired desired) {
    return Optional.of(Resource.of(desired.uniqueName(255)));
  }

  @Override
  public Resource update(Desired desired, Resource current) {
    return current;
  }

  @Override
  public void delete(Resource current) {
    // Nothing was made.
  }
}
