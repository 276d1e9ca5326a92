package ecommerce.local.template;

import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of {@code Fn::Sub} and the variables that it brings along. {@code ${!Name}} is the
 * literal {@code ${Name}}.
 */
record Substitution(String text, Map<String, Node> variables) {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

  static Substitution of(Intrinsic call) {
    if (call.argument() instanceof Node.Sequence) {
      List<Node> items = call.items(2, 2, "a text and a mapping of variables");
      if (items.get(1) instanceof Node.Mapping variables) {
        return checked(
            call,
            new Substitution(
                Node.text(items.getFirst()).orElseThrow(() -> call.wrong("needs a text")),
                variables.entries()));
      }
      throw call.wrong("needs a mapping of variables");
    }
    return checked(
        call,
        new Substitution(
            Node.text(call.argument()).orElseThrow(() -> call.wrong("needs a text")), Map.of()));
  }

  private static Substitution checked(Intrinsic call, Substitution substitution) {
    substitution
        .names()
        .forEach(
            name -> {
              if (!name.matches("[A-Za-z0-9:_-]+(\\.[A-Za-z0-9:_.-]+)?")) {
                throw call.wrong("has the malformed reference ${" + name + "}");
              }
            });
    return substitution;
  }

  /** The names in the text, each once. */
  SequencedSet<String> names() {
    SequencedSet<String> names = new java.util.LinkedHashSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      if (!matcher.group(1).startsWith("!")) {
        names.add(matcher.group(1).strip());
      }
    }
    return names;
  }

  String fill(UnaryOperator<String> value) {
    return PLACE
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1);
              return Matcher.quoteReplacement(
                  name.startsWith("!")
                      ? "${" + name.substring(1) + "}"
                      : value.apply(name.strip()));
            });
  }
}
