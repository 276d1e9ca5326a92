package ecommerce.local.events;

import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of targets that this environment has. */
enum TargetKind {
  FUNCTION("lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?"),
  TOPIC("sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+"),
  QUEUE("sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+"),
  BUS("events:[a-z0-9-]+:\\d{12}:event-bus/[A-Za-z0-9._/-]+"),
  GRAPHQL("appsync:[a-z0-9-]+:\\d{12}:endpoints/graphql-api/[a-z0-9]+"),
  PIPELINE("codepipeline:[a-z0-9-]+:\\d{12}:[A-Za-z0-9.@_-]+"),
  LOG_GROUP("logs:[a-z0-9-]+:\\d{12}:log-group:[A-Za-z0-9_./#-]+(:\\*)?");

  private final Pattern arn;

  TargetKind(String arn) {
    this.arn = Pattern.compile("arn:aws:" + arn);
  }

  static Optional<TargetKind> of(String arn) {
    for (TargetKind kind : values()) {
      if (kind.arn.matcher(arn).matches()) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
