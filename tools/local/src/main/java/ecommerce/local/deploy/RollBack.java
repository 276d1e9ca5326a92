package ecommerce.local.deploy;

import ecommerce.local.template.RemovalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * The way back of an update: what was changed is changed back, what was replaced takes its place
 * again; what the update had made is left for the clean-up.
 */
final class RollBack {

  private final Progress progress;
  private final Ongoing ongoing;

  RollBack(Progress progress) {
    this.progress = progress;
    this.ongoing = progress.stack().ongoing().orElseThrow();
  }

  /** Ends in another state of the stack. */
  void run() {
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, Made> before : ongoing.before().resources().entrySet()) {
      progress.check();
      if (!ongoing.retain().contains(before.getKey())
          && !restored(before.getKey(), before.getValue())) {
        failed.add(before.getKey());
      }
    }
    if (!failed.isEmpty()) {
      progress.status(
          StackStatus.UPDATE_ROLLBACK_FAILED,
          "The following resource(s) failed to update: [" + String.join(", ", failed) + "].");
      return;
    }
    giveUpWhatIsNew();
    progress.status(StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, null);
  }

  private boolean restored(String logicalId, Made before) {
    StackRecord stack = progress.stack();
    Made now = stack.resources().get(logicalId);
    Optional<Leftover> replaced =
        stack.leftovers().stream()
            .filter(one -> one.logicalId().equals(logicalId) && one.made().equals(before))
            .findFirst();
    if (replaced.isPresent()) {
      progress.change(
          record -> {
            List<Leftover> rest = new ArrayList<>(record.leftovers());
            rest.remove(replaced.get());
            if (now != null) {
              rest.add(given(logicalId, now));
            }
            return record.leftovers(rest).contents(record.contents().with(logicalId, before));
          });
      progress.event(logicalId, before, "UPDATE_COMPLETE", null);
      return true;
    }
    boolean halfChanged = ongoing.changing().filter(logicalId::equals).isPresent();
    return !halfChanged && before.equals(now) || changedBack(logicalId, before, now, halfChanged);
  }

  private boolean changedBack(String logicalId, Made before, Made now, boolean halfChanged) {
    boolean same =
        !halfChanged
            && now != null
            && before.properties().equals(now.properties())
            && before.files().equals(now.files())
            && before.tags().equals(now.tags());
    Made back = before;
    if (!same) {
      progress.event(logicalId, before, "UPDATE_IN_PROGRESS", null);
      try {
        back =
            before.with(
                progress
                    .engine()
                    .types()
                    .get(before.type())
                    .update(former(logicalId, before), before.resource()));
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        progress.event(logicalId, before, "UPDATE_FAILED", progress.reason(e));
        return false;
      }
      progress.event(logicalId, before, "UPDATE_COMPLETE", null);
    }
    Made kept = back;
    progress.change(record -> record.contents(record.contents().with(logicalId, kept)));
    return true;
  }

  private Desired former(String logicalId, Made before) {
    StackRecord stack = progress.stack();
    return new Desired(
        logicalId,
        before.properties(),
        stack.name(),
        stack.id(),
        progress
            .engine()
            .artefacts(ongoing.before().definition())
            .asThen(before.files(), progress.engine().files()),
        before.tags(),
        Optional.empty(),
        progress::stopping);
  }

  private void giveUpWhatIsNew() {
    progress.change(
        stack -> {
          List<Leftover> leftovers = new ArrayList<>(stack.leftovers());
          Map<String, Made> kept =
              stack.resources().entrySet().stream()
                  .filter(entry -> ongoing.before().resources().containsKey(entry.getKey()))
                  .collect(
                      Collectors.toMap(
                          Map.Entry::getKey,
                          Map.Entry::getValue,
                          (one, other) -> one,
                          java.util.LinkedHashMap::new));
          stack
              .resources()
              .forEach(
                  (logicalId, made) -> {
                    if (!kept.containsKey(logicalId)) {
                      leftovers.add(given(logicalId, made));
                    }
                  });
          Contents before = ongoing.before();
          return stack
              .leftovers(leftovers)
              .contents(
                  new Contents(before.definition(), kept, before.outputs(), before.imports()));
        });
  }

  /** What this update made goes again, but where the template wants it retained in any case. */
  private static Leftover given(String logicalId, Made made) {
    return new Leftover(
        logicalId,
        made,
        made.deletionPolicy() == RemovalPolicy.RETAIN
            ? RemovalPolicy.RETAIN
            : RemovalPolicy.DELETE);
  }
}
