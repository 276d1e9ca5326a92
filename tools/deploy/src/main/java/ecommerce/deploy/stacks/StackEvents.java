package ecommerce.deploy.stacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What happened to one stack since a moment: every event once, oldest first. */
final class StackEvents {

  static final String STACK = "AWS::CloudFormation::Stack";
  private static final Set<String> BEGINNINGS =
      Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS");

  private final CloudFormationClient cloudFormation;
  private final String stackId;
  private final List<StackEvent> seen = new ArrayList<>();
  private String last;

  private StackEvents(CloudFormationClient cloudFormation, String stackId) {
    this.cloudFormation = cloudFormation;
    this.stackId = stackId;
  }

  /** Events that come from now on. */
  static StackEvents from(CloudFormationClient cloudFormation, String stackId) {
    StackEvents events = new StackEvents(cloudFormation, stackId);
    events.last =
        cloudFormation.describeStackEvents(r -> r.stackName(stackId)).stackEvents().stream()
            .map(StackEvent::eventId)
            .findFirst()
            .orElse(null);
    return events;
  }

  /** Events that are new since it was asked last. */
  List<StackEvent> news() {
    List<StackEvent> news = new ArrayList<>();
    try {
      for (StackEvent event :
          cloudFormation.describeStackEventsPaginator(r -> r.stackName(stackId)).stackEvents()) {
        if (event.eventId().equals(last)) {
          break;
        }
        news.addFirst(event);
      }
    } catch (CloudFormationException e) {
      if (!Stacks.isMissing(e)) {
        throw e;
      }
    }
    if (!news.isEmpty()) {
      last = news.getLast().eventId();
      seen.addAll(news);
    }
    return news;
  }

  /** All that {@link #news} gave. */
  List<StackEvent> seen() {
    return List.copyOf(seen);
  }

  /** What was done to a nested stack last: its events since it was begun, oldest first. */
  static List<StackEvent> ofLatestOperation(CloudFormationClient cloudFormation, String stackId) {
    List<StackEvent> events = new ArrayList<>();
    for (StackEvent event :
        cloudFormation.describeStackEventsPaginator(r -> r.stackName(stackId)).stackEvents()) {
      events.addFirst(event);
      if (isOfItself(event) && BEGINNINGS.contains(event.resourceStatusAsString())) {
        break;
      }
    }
    return events;
  }

  static boolean isOfItself(StackEvent event) {
    return event.stackId().equals(event.physicalResourceId());
  }
}
