package ecommerce.payment.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Pending payments and the ledger in memory. */
public final class MemoryRecords {

  private final Map<String, Pending> pending = new HashMap<>();
  private final Map<String, LedgerEntry> tokens = new HashMap<>();
  private final Map<String, LedgerEntry> orders = new HashMap<>();
  private final Map<String, Foreseen> foreseen = new HashMap<>();

  /** Puts an item past the service, as a client does. */
  public void put(Pending payment) {
    pending.put(payment.orderId(), payment);
  }

  public PendingPayments pending() {
    return new PendingPayments() {
      @Override
      public boolean remember(Pending payment) {
        if (!tokens.containsKey(payment.token())) {
          pending.putIfAbsent(payment.orderId(), payment);
        }
        return has(payment);
      }

      @Override
      public Optional<Pending> find(String orderId) {
        return Optional.ofNullable(pending.get(orderId));
      }

      @Override
      public void changeAmount(Pending payment, long amount) {
        if (has(payment)) {
          pending.put(
              payment.orderId(),
              new Pending(payment.orderId(), payment.token(), OptionalLong.of(amount)));
        }
      }

      @Override
      public void remove(Pending payment) {
        if (has(payment)) {
          pending.remove(payment.orderId());
        }
      }

      private boolean has(Pending payment) {
        return find(payment.orderId()).filter(is -> is.token().equals(payment.token())).isPresent();
      }
    };
  }

  public Ledger ledger() {
    return new Ledger() {
      @Override
      public Optional<LedgerEntry> find(String token) {
        return Optional.ofNullable(tokens.get(token));
      }

      @Override
      public LedgerEntry write(LedgerEntry entry) {
        if (find(entry.token()).filter(LedgerEntry::isFinal).isEmpty()) {
          tokens.put(entry.token(), entry);
          orders.put(entry.orderId(), entry);
        }
        return tokens.get(entry.token());
      }

      @Override
      public void writeForOrder(LedgerEntry entry) {
        orders.put(entry.orderId(), entry);
      }

      @Override
      public boolean foresee(String orderId, Move move) {
        Foreseen known = foreseen(orderId);
        foreseen.put(orderId, new Foreseen(Optional.of(known.move().orElse(move)), known.total()));
        return !orders.containsKey(orderId);
      }

      @Override
      public boolean foresee(String orderId, long total) {
        Foreseen known = foreseen(orderId);
        long lowest = Math.min(total, known.total().orElse(total));
        foreseen.put(orderId, new Foreseen(known.move(), OptionalLong.of(lowest)));
        return !orders.containsKey(orderId);
      }

      @Override
      public Foreseen foreseen(String orderId) {
        return orders.containsKey(orderId)
            ? Foreseen.NOTHING
            : foreseen.getOrDefault(orderId, Foreseen.NOTHING);
      }
    };
  }
}
