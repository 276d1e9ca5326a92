package ecommerce.cli.pipeline;

import ecommerce.cli.site.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./ecom ship} does, in its order. A pipeline that is there is changed before anything
 * is pushed, because the execution that a push starts changes it, too; a new one is made when there
 * is something for it to ship.
 *
 * @param isNew whether the pipeline is made: it starts by itself then
 */
record ShipPlan(List<Step> steps, boolean isNew) {

  /** Makes or changes the pipeline's stack, pushes, or starts it with what the branch has. */
  enum Step {
    PIPELINE,
    PUSH,
    START
  }

  ShipPlan {
    steps = List.copyOf(steps);
  }

  /**
   * @param exists whether there is a pipeline
   * @param connected whether the code is behind a connection, to which nothing is pushed from here
   * @param again whether it is to run with what the branch has
   * @param said whether options say something new of the pipeline
   * @throws Failure where something is to run again that is not there
   */
  static ShipPlan of(boolean exists, boolean connected, boolean again, boolean said) {
    if (again && !exists) {
      throw new Failure("there is no pipeline yet");
    }
    List<Step> steps = new ArrayList<>();
    if (exists && said) {
      steps.add(Step.PIPELINE);
    }
    if (again) {
      steps.add(Step.START);
    } else if (!connected) {
      steps.add(Step.PUSH);
    }
    if (!exists) {
      steps.add(Step.PIPELINE);
    }
    return new ShipPlan(steps, !exists);
  }

  boolean pushes() {
    return steps.contains(Step.PUSH);
  }

  /**
   * Whether an execution begins by this.
   *
   * @param pushed whether the branch did not have the commit yet
   */
  boolean begins(boolean pushed) {
    return isNew || pushed || steps.contains(Step.START);
  }
}
