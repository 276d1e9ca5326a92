package ecommerce.deploy.stacks;

import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Told what happens to stacks, from several threads. */
public interface StackProgress {

  /** A word to the person who waits. */
  void note(String stack, String text);

  /** Something that CloudFormation reports of a resource, in the order in which it happened. */
  void event(String stack, StackEvent event);
}
