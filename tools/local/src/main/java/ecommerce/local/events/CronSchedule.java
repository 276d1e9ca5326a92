package ecommerce.local.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A cron expression of EventBridge: minutes, hours, day of month, month, day of week (1 is Sunday),
 * year; one of the two days is {@code ?}. Takes {@code , - * / L} and {@code #}, but not {@code W}.
 */
record CronSchedule(List<Integer> minutes, List<Integer> hours, Predicate<LocalDate> days)
    implements Schedule {

  private static final String MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";
  private static final String WEEKDAYS = "SUN MON TUE WED THU FRI SAT";
  private static final Pattern ITEM = Pattern.compile("(\\*|\\d{1,4})(-(\\d{1,4}))?(/(\\d{1,4}))?");

  static Optional<Schedule> parse(String text) {
    String[] fields = text.split("\\s+");
    if (fields.length != 6 || fields[2].equals("?") == fields[4].equals("?")) {
      return Optional.empty();
    }
    try {
      List<Integer> months = values(fields[3], 1, 12, MONTHS);
      List<Integer> years = values(fields[5], 1970, 2199, "");
      Predicate<LocalDate> day =
          fields[4].equals("?") ? dayOfMonth(fields[2]) : dayOfWeek(fields[4]);
      return Optional.of(
          new CronSchedule(
              values(fields[0], 0, 59, ""),
              values(fields[1], 0, 23, ""),
              date ->
                  months.contains(date.getMonthValue())
                      && years.contains(date.getYear())
                      && day.test(date)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Predicate<LocalDate> dayOfMonth(String field) {
    if (field.equals("L")) {
      return date -> date.getDayOfMonth() == date.lengthOfMonth();
    }
    List<Integer> days = values(field, 1, 31, "");
    return date -> days.contains(date.getDayOfMonth());
  }

  private static Predicate<LocalDate> dayOfWeek(String field) {
    if (field.equals("L")) {
      return date -> weekday(date) == 7;
    }
    String[] nth = field.split("#", -1);
    if (nth.length == 2) {
      int day = values(nth[0], 1, 7, WEEKDAYS).getFirst();
      int week = values(nth[1], 1, 5, "").getFirst();
      return date -> weekday(date) == day && (date.getDayOfMonth() + 6) / 7 == week;
    }
    if (field.matches("([1-7]|[A-Z]{3})L")) {
      int day = values(field.substring(0, field.length() - 1), 1, 7, WEEKDAYS).getFirst();
      return date -> weekday(date) == day && date.getDayOfMonth() + 7 > date.lengthOfMonth();
    }
    List<Integer> days = values(field, 1, 7, WEEKDAYS);
    return date -> days.contains(weekday(date));
  }

  private static int weekday(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7 + 1;
  }

  private static List<Integer> values(String field, int least, int most, String names) {
    String numbers = field;
    String[] named = names.isEmpty() ? new String[0] : names.split(" ");
    for (int i = 0; i < named.length; i++) {
      numbers = numbers.replace(named[i], String.valueOf(i + 1));
    }
    return Arrays.stream(numbers.split(",", -1))
        .flatMapToInt(item -> item(item, least, most))
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  private static IntStream item(String item, int least, int most) {
    var match = ITEM.matcher(item);
    if (!match.matches()) {
      throw new IllegalArgumentException(item);
    }
    boolean all = match.group(1).equals("*");
    int from = all ? least : Integer.parseInt(match.group(1));
    int step = match.group(5) == null ? 1 : Integer.parseInt(match.group(5));
    int to =
        match.group(3) != null
            ? Integer.parseInt(match.group(3))
            : all || match.group(5) != null ? most : from;
    if (from < least || to > most || from > to || step < 1 || all && match.group(3) != null) {
      throw new IllegalArgumentException(item);
    }
    return IntStream.iterate(from, value -> value <= to, value -> value + step);
  }

  @Override
  public Optional<Instant> after(Instant time) {
    LocalDateTime start =
        LocalDateTime.ofInstant(time, ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.MINUTES)
            .plusMinutes(1);
    // 29 February of a leap year on a weekday comes again after at most 40 years.
    LocalDate last = start.toLocalDate().plusYears(41);
    for (LocalDate date = start.toLocalDate(); date.isBefore(last); date = date.plusDays(1)) {
      if (!days.test(date)) {
        continue;
      }
      for (int hour : hours) {
        for (int minute : minutes) {
          LocalDateTime candidate = date.atTime(hour, minute);
          if (!candidate.isBefore(start)) {
            return Optional.of(candidate.toInstant(ZoneOffset.UTC));
          }
        }
      }
    }
    return Optional.empty();
  }
}
