package ecommerce.payment.model;

import ecommerce.payment.model.Refund.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Pending payments, the ledger and refunds in memory. */
public final class MemoryRecords {

  private final Map<String, Captured> captured = new HashMap<>();
  private final Set<String> agreed = new HashSet<>();
  private final Map<String, Difference.Kind> differences = new HashMap<>();
  private final RefundLedger memoryRefunds = new MemoryRefunds();
  private final Map<List<String>, Refund> refunds = new LinkedHashMap<>();

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
      public Iterable<Waiting> waiting() {
        return pending.values().stream()
            .map(payment -> new Waiting(payment, Optional.empty()))
            .toList();
      }

      @Override
      public Optional<Pending> find(String orderId) {
        return Optional.ofNullable(pending.get(orderId));
      }

      @Override
      public void changeAmount(Pending payment, long amount) {
        if (has(payment)
            && find(payment.orderId()).orElseThrow().amount().orElse(amount) >= amount) {
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
      public void authorised(String orderId, String token, long amount) {}

      @Override
      public LedgerEntry write(LedgerEntry entry) {
        if (find(entry.token()).filter(LedgerEntry::isFinal).isEmpty()) {
          tokens.put(entry.token(), entry);
          orders.put(entry.orderId(), entry);
          if (entry.outcome() == LedgerEntry.Outcome.PROCESSED) {
            long amount = entry.amount();
            captured.put(entry.token(), new Captured(entry.token(), amount, amount, amount, 0));
          }
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

  /** One for all: its methods are atomic. */
  public RefundLedger refunds() {
    return memoryRefunds;
  }

  /** What nobody has compared yet, whenever it was written. */
  public Unchecked unchecked() {
    return new Unchecked() {
      @Override
      public Iterable<Recorded> writtenBefore(Instant moment) {
        return tokens.values().stream()
            .filter(entry -> !agreed.contains(entry.token()))
            .map(this::recorded)
            .toList();
      }

      private Recorded recorded(LedgerEntry entry) {
        Captured is =
            captured.getOrDefault(
                entry.token(), new Captured(entry.token(), 0, 0, entry.amount(), 0));
        return new Recorded(
            entry, is.left(), is.refunded(), Optional.ofNullable(differences.get(entry.token())));
      }

      @Override
      public boolean stands(Recorded recorded) {
        return recorded(tokens.get(recorded.entry().token())).isAs(recorded);
      }

      @Override
      public void agree(Recorded recorded) {
        agreed.add(recorded.entry().token());
        differences.remove(recorded.entry().token());
      }

      @Override
      public void differ(Recorded recorded, Difference.Kind kind) {
        differences.put(recorded.entry().token(), kind);
      }
    };
  }

  private final class MemoryRefunds implements RefundLedger {

    @Override
    public synchronized Optional<Captured> captured(String orderId) {
      return Optional.ofNullable(orders.get(orderId))
          .filter(entry -> entry.outcome() == LedgerEntry.Outcome.PROCESSED)
          .map(entry -> captured.get(entry.token()));
    }

    @Override
    public synchronized Captured captured(Refund refund) {
      return captured.get(refund.token());
    }

    @Override
    public synchronized Optional<Refund> find(String orderId, String refundId) {
      return Optional.ofNullable(refunds.get(List.of(orderId, refundId)));
    }

    @Override
    public synchronized boolean open(Refund refund) {
      if (find(refund.orderId(), refund.refundId()).isPresent() || !take(refund, 1)) {
        return false;
      }
      keep(refund);
      return true;
    }

    @Override
    public synchronized boolean open(Refund refund, long from, long to) {
      Captured is = captured.get(refund.token());
      if (is.owed() != from || !open(refund)) {
        return false;
      }
      Captured taken = captured.get(refund.token());
      captured.put(
          refund.token(),
          new Captured(taken.token(), taken.amount(), to, taken.left(), taken.refunded()));
      return true;
    }

    @Override
    public synchronized boolean reopen(Refund refund) {
      return stands(refund, Status.REFUSED)
          && take(refund, 1)
          && keep(refund.now(Status.PENDING, Optional.empty()));
    }

    @Override
    public synchronized boolean done(Refund refund) {
      if (!stands(refund, Status.PENDING)) {
        return false;
      }
      agreed.remove(refund.token());
      Captured is = captured.get(refund.token());
      captured.put(
          refund.token(),
          new Captured(
              is.token(), is.amount(), is.owed(), is.left(), is.refunded() + refund.amount()));
      return keep(refund.now(Status.DONE, Optional.empty()));
    }

    @Override
    public synchronized boolean refuse(Refund refund, String failure) {
      return stands(refund, Status.PENDING)
          && take(refund, -1)
          && keep(refund.now(Status.REFUSED, Optional.of(failure)));
    }

    @Override
    public synchronized void close(Refund refund) {
      if (stands(refund, refund.status())) {
        keep(closed(refund));
      }
    }

    @Override
    public synchronized Iterable<Refund> openSince(Instant moment) {
      return refunds.values().stream().filter(Refund::open).toList();
    }

    private static Refund closed(Refund refund) {
      return new Refund(
          refund.orderId(),
          refund.refundId(),
          refund.token(),
          refund.amount(),
          refund.rest(),
          refund.reason(),
          refund.by(),
          refund.status(),
          refund.failure(),
          false);
    }

    private boolean stands(Refund refund, Status status) {
      return find(refund.orderId(), refund.refundId())
          .filter(is -> is.status() == status)
          .isPresent();
    }

    private boolean take(Refund refund, int sign) {
      Captured is = captured.get(refund.token());
      long left = is.left() - sign * refund.amount();
      if (left < 0) {
        return false;
      }
      captured.put(
          refund.token(), new Captured(is.token(), is.amount(), is.owed(), left, is.refunded()));
      return true;
    }

    private boolean keep(Refund refund) {
      refunds.put(List.of(refund.orderId(), refund.refundId()), refund);
      return true;
    }
  }
}
