package ecommerce.edge.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * A queue that hides what was received, as SQS does for a while, and gives two letters at a time.
 */
final class QueueDouble implements DeadLetters {

  final List<String> bodies = new ArrayList<>();
  private int received;

  QueueDouble with(String body) {
    bodies.add(body);
    return this;
  }

  @Override
  public List<DeadLetter> receive() {
    List<DeadLetter> letters = new ArrayList<>();
    for (int last = Math.min(received + 2, bodies.size()); received < last; received++) {
      letters.add(new DeadLetter(Integer.toString(received), bodies.get(received)));
    }
    return letters;
  }

  @Override
  public void remove(DeadLetter letter) {
    bodies.set(Integer.parseInt(letter.receipt()), "");
  }

  List<String> left() {
    return bodies.stream().filter(body -> !body.isEmpty()).toList();
  }
}
