package ecommerce.edge.watch;

import java.util.List;

/** A dead-letter queue. What is received and not removed is there again, after a while. */
public interface DeadLetters {

  /** Some letters that nobody else looks at meanwhile; none where the queue has none. */
  List<DeadLetter> receive();

  void remove(DeadLetter letter);
}
